/** Nothing in the access log is ever changed or removed: its tables refuse. */
import { access_entries, chain_links, shown_members, shown_sets } from './schema.ts'

export const guarded = {
  versioned: [],
  appendOnly: [access_entries, shown_sets, shown_members, chain_links],
  archive: chain_links, // asked for by the registry's guards; nothing here has versions
}
