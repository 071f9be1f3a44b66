/** Which payer rules apply (billing.md 2): coverage, then the payer's policy, in force on a day. */
import type { CalendarDay } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import type { Policy } from '../records/index.ts'
import { cmsTerms, type PolicyTerms } from './policy-terms.ts'

/** Whole policies that need no data: `cms`, and `full_time` for payers who want units whole. */
export const builtInPolicies: Readonly<Record<string, PolicyTerms>> = {
  cms: cmsTerms,
  full_time: { ...cmsTerms, time_rule: 'full', g2214_minimum: 30 },
}

export type PolicyFound =
  | {
      readonly kind: 'found'
      readonly payer_id: string
      readonly policy: string
      readonly terms: PolicyTerms
    }
  | { readonly kind: 'coverage-missing' }
  | { readonly kind: 'policy-missing'; readonly payer_id: string; readonly policy: string }

/** The policy of the coverage with the lowest rank in force on the day. */
export function policyOn(
  { coverages, payers, policies }: Pick<Dossier, 'coverages' | 'payers' | 'policies'>,
  on: CalendarDay,
): PolicyFound {
  const [coverage] = coverages
    .filter(({ starts_on, ends_on }) => starts_on <= on && (ends_on === null || on <= ends_on))
    .sort((a, b) => a.rank - b.rank || (a.coverage_id < b.coverage_id ? -1 : 1))
  if (!coverage) return { kind: 'coverage-missing' }
  const payer = payers.find(({ payer_id }) => payer_id === coverage.payer_id)
  if (!payer) return { kind: 'coverage-missing' }
  const { payer_id, policy } = payer
  const terms = termsOf(policies, policy, on)
  return terms
    ? { kind: 'found', payer_id, policy, terms }
    : { kind: 'policy-missing', payer_id, policy }
}

/**
 * The whole terms of a named policy on a day: its version in the data, laid over the policy that it
 * is based on; else the built-in one. A version named `cms` is laid over the built-in `cms`.
 * Undefined where the name has versions and none is in force, or where bases run in a circle.
 */
export function termsOf(
  policies: readonly Policy[],
  name: string,
  on: CalendarDay,
  above: readonly string[] = [],
): PolicyTerms | undefined {
  const versions = policies.filter(({ policy }) => policy === name)
  const builtIn = builtInPolicies[name]
  const version = versions.find(
    ({ effective_from, effective_to }) =>
      effective_from <= on && (effective_to === null || on <= effective_to),
  )
  if (!version) return versions.length === 0 || builtIn ? builtIn : undefined
  const base = version.based_on ?? 'cms'
  if (base === name) return builtIn && { ...builtIn, ...version.terms }
  if (above.includes(name)) return undefined
  const below = termsOf(policies, base, on, [...above, name])
  return below && { ...below, ...version.terms }
}
