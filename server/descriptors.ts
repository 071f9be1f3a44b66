/** How many files and connections the system lets this program have open. */

/** Kept for databases, their threads, and files that come and go. */
const forFiles = 500

/**
 * The connections that leave enough descriptors for everything else: at least half of them.
 * @returns null where the system sets no bound, or does not say
 */
export function mostConnections(): number | null {
  // as Node documents it; its types say only `object`
  const { userLimits } = process.report.getReport() as unknown as Limited
  const soft = userLimits?.open_files?.soft
  return typeof soft === 'number' ? connectionsWithin(soft) : null
}

interface Limited {
  readonly userLimits?: { readonly open_files?: { readonly soft: number | 'unlimited' } }
}

export const connectionsWithin = (descriptors: number): number =>
  Math.max(Math.floor(descriptors / 2), descriptors - forFiles)
