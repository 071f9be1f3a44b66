/**
 * Disclosing substance-use records (42 CFR Part 2): only with the patient's recorded consent that
 * names the recipient and covers the purpose, and while it is neither expired nor revoked.
 */
import type { CalendarDay } from './calendar.ts'
import type { Dossier } from './dossier.ts'
import type { Shortfall } from './evidence.ts'
import { holdsSubstanceRecords } from './permissions.ts'
import type { Part2Consent } from './records/index.ts'

/** What the disclosure is for; a consent of scope `all` covers each. */
export type Disclosed = 'billing' | 'audit' | 'treatment'

export type MayDisclose =
  /** `consents`: those that it rests on; none where nothing of the dossier is a Part 2 record. */
  | { readonly may: true; readonly needed: boolean; readonly consents: readonly Part2Consent[] }
  | { readonly may: false; readonly shortfall: Shortfall<'no_part2_consent'> }

/** A recipient as consents name them: a payer by its name or id, an auditor, a program. */
const folded = (name: string): string => name.normalize('NFC').trim().toLowerCase()

const inForce = (consent: Part2Consent, on: CalendarDay): boolean =>
  consent.obtained_on <= on &&
  (consent.expires_on === null || on <= consent.expires_on) &&
  (consent.revoked_on === null || on < consent.revoked_on)

/**
 * Whether what the dossier holds may be disclosed to a recipient on a day.
 * @param recipient under any of the names by which it is known: `['Medicare', 'payer-1']`
 * @returns the consents that it rests on, or whose consent is missing, in words for a person
 */
export function mayDisclose(
  dossier: Pick<Dossier, 'patient' | 'diagnoses' | 'scores' | 'part2_consents'>,
  recipient: string | readonly string[],
  on: CalendarDay,
  disclosed: Disclosed = 'billing',
): MayDisclose {
  if (!holdsSubstanceRecords(dossier)) return { may: true, needed: false, consents: [] }
  const known = [recipient].flat()
  const wanted = new Set(known.map(folded))
  const consents = dossier.part2_consents.filter(
    (consent) =>
      inForce(consent, on) &&
      wanted.has(folded(consent.recipient)) &&
      (consent.scope === 'all' || consent.scope === disclosed),
  )
  if (consents.length > 0) return { may: true, needed: true, consents }
  const { family_name, given_name, mrn } = dossier.patient
  const whom = `${given_name} ${family_name} (MRN ${mrn})`
  return {
    may: false,
    shortfall: {
      reason: 'no_part2_consent',
      message: `${whom} has no consent under 42 CFR Part 2 for ${known[0] ?? 'nobody'} on ${on}.`,
      remedy: `Record the patient's consent on the Enrollment tab, or leave the patient out.`,
    },
  }
}

/** The notice that goes with every disclosure of substance-use records (42 CFR 2.32(a)(2)). */
export const prohibitionNotice =
  '42 CFR part 2 prohibits unauthorized use or disclosure of these records.'
