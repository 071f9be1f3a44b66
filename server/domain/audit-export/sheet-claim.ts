/** The claim itself, and what speaks for each of its elements. */
import type { Line } from '../billing/determined.ts'
import type { ClaimProof } from '../claims/proof.ts'
import type { Evidence } from '../evidence.ts'
import type { Frozen, Packet } from './packet.ts'
import type { Section } from './sheet-parts.ts'
import { whoIs, words } from './sheet-words.ts'

export function factsOf({ claim, frozen, known_at }: Packet): Facts {
  const { dossier, determination, rules_version } = frozen
  const { patient } = dossier
  const lines = determination.lines.length > 0 ? determination.lines : determination.proposed
  const proof = claim ? (frozen as ClaimProof) : null // of a claim, the whole proof is there
  return [
    ['Patient', `${patient.family_name}, ${patient.given_name}, born ${patient.birth_date}`],
    ['MRN', patient.mrn],
    ['Outcome', `${words(determination.outcome)}; ${determination.minutes} minutes counted`],
    ...lines.map((line) => ['Line', lineText(line)] as const),
    ['Payer', payerOf(frozen)],
    ['Clinic', dossier.clinics.map(({ name, time_zone }) => `${name} (${time_zone})`).join('; ')],
    [
      'Judged by',
      `rules ${rules_version}, policy ${determination.policy ?? 'none'}, time ${determination.time_rule}`,
    ],
    ...(claim && proof
      ? ([
          [
            'Claim',
            `${claim.claim_id}, ${claim.state}${claim.replaces ? `, replaces ${claim.replaces}` : ''}`,
          ],
          ['Emitted', `${known_at} by ${whoIs(dossier, proof.emitted_by)}`],
          ['SHA-256', claim.sha256],
        ] as const)
      : ([['Claim', `none; determined ${known_at}`]] as const)),
    ...determination.reasons.map(
      ({ reason, message }) => ['Reason', `${reason}: ${message}`] as const,
    ),
  ]
}
type Facts = readonly (readonly [string, string])[]

const lineText = (line: Line): string =>
  [
    `${line.code} × ${line.units}`,
    `on ${line.service_on}`,
    `for ${line.diagnoses.join(', ') || 'no diagnosis'}`,
    `NPI ${line.practitioner_npi ?? 'none'}`,
    `place ${line.place_of_service}`,
    ...(line.modifiers.length > 0 ? [`modifiers ${line.modifiers.join(', ')}`] : []),
  ].join(', ')

function payerOf({ dossier }: Frozen): string {
  const named = dossier.coverages
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ payer_id, member_id, rank }) => {
      const payer = dossier.payers.find((one) => one.payer_id === payer_id)
      return `${rank}. ${payer?.name ?? payer_id}${member_id ? ` (${member_id})` : ''}`
    })
  return named.join('; ') || 'none'
}

const outcomes = { met: 'met', unmet: 'NOT MET', not_applicable: 'not applicable' } as const

export const elementSection = ({ determination }: Frozen): Section => ({
  title: 'What the code requires, and what proves it',
  columns: ['Element', 'Outcome', 'Because', 'Records'],
  widths: [3.7, 0.8, 2.9, 2.5],
  rows: determination.elements.map(({ element, outcome, says, source, because, evidence }) => [
    `${words(element)}: ${says} [${source}]`,
    outcomes[outcome],
    because,
    citedText(evidence),
  ]),
  note:
    determination.elements.length === 0 ? 'No element was judged: there is nothing to bill.' : null,
})

/** At most a handful by name: the rest is in the JSON beside the sheet. */
const mostCited = 4

function citedText(evidence: readonly Evidence[]): string {
  const named = evidence
    .slice(0, mostCited)
    .map(({ record, id, on }) => `${words(record)} ${id} (${on})`)
  const more = evidence.length - named.length
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}
