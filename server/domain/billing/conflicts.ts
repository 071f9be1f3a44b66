/** What was already billed, and what it forbids (billing.md 7, beside each other). */
import { firstDay, lastDay } from '../calendar.ts'
import { claimedLines, isStanding } from '../claims/claim.ts'
import type { Service as BilledService } from '../records/index.ts'
import { areEveryDay } from './chart.ts'
import { apcmAddOns, familyOf, initialCodes } from './codes.ts'
import type { Reason } from './determined.ts'
import { because, isIn } from './finding.ts'
import type { Rung } from './ladder.ts'
import type { ServiceMonth } from './service-month.ts'

/** What the rules ask of a service already billed. */
type Billed = Pick<BilledService, 'code' | 'service_on' | 'practitioner_npi' | 'source'>

/** Whether the practitioner who bills here billed an APCM base code in the month. */
export const isBesideApcm = ({ dossier, first, last, practitioner }: ServiceMonth): boolean =>
  dossier.services.some(
    ({ code, service_on, practitioner_npi }) =>
      familyOf(code) === 'apcm base' &&
      isIn(service_on, first, last) &&
      practitioner_npi !== null &&
      practitioner_npi === practitioner?.npi,
  )

/**
 * Services billed: those recorded, and our own claims of other months, which count as own services.
 * The judged month's own claim is no second one, nor is the row by which it came back as a service.
 */
function billedServices({ dossier, month }: ServiceMonth): readonly Billed[] {
  const standing = dossier.claims.filter(isStanding)
  const here = standing.filter((claim) => claim.month === month).flatMap(claimedLines)
  const isOurClaim = ({ source, code, service_on }: BilledService): boolean =>
    source === 'own' && here.some((line) => line.code === code && line.service_on === service_on)
  const elsewhere = standing.filter((claim) => claim.month !== month).flatMap(claimedLines)
  return [
    ...dossier.services.filter((one) => !isOurClaim(one)),
    ...elsewhere.map((line) => ({ ...line, source: 'own' as const })),
  ]
}

/** Everything in `services` that forbids or holds what this month would emit. */
export function serviceConflicts(month: ServiceMonth, rung: Rung | undefined): readonly Reason[] {
  const { first, last, model } = month
  const billed = billedServices(month).filter(({ service_on }) => isIn(service_on, first, last))
  const own = model === 'cocm' ? 'collaborative care' : 'general bhi'
  const other = model === 'cocm' ? 'general bhi' : 'collaborative care'
  const code = rung?.codes[0]?.code
  return [
    ...billed.filter((one) => familyOf(one.code) === own).flatMap((one) => again(month, one, code)),
    ...billed.filter((one) => familyOf(one.code) === other).map((one) => conflict(one)),
    ...initialAgain(month, code),
  ].filter(({ reason }, i, all) => all.findIndex((one) => one.reason === reason) === i)
}

const conflict = ({ code, service_on }: Billed) =>
  because(
    'code-conflict',
    `${code} was billed on ${service_on}; it cannot stand beside what this month would bill.`,
    'Only one of the two may be billed; void the other first if it was wrong.',
  )

/** A code of the same family in the month: a second claim, or another practitioner's first. */
function again(month: ServiceMonth, one: Billed, code: string | undefined): Reason[] {
  const { practitioner, model } = month
  const isForeign =
    one.source === 'external' &&
    one.practitioner_npi !== null &&
    one.practitioner_npi !== practitioner?.npi
  if (model === 'cocm' && isForeign)
    return [
      because(
        'other-practitioner-billed',
        `${one.code} was billed on ${one.service_on} under another practitioner's NPI.`,
        'Find out with the other practitioner who leads the care; only one may bill the month.',
      ),
    ]
  const already = because(
    'already-billed',
    `${one.code} was already billed on ${one.service_on}.`,
    'There is never a second claim for a month; correct the first one by replacement or void.',
  )
  const mixes =
    code !== undefined &&
    code !== one.code &&
    (model === 'bhi' || apcmAddOns.has(code) !== apcmAddOns.has(one.code))
  return mixes ? [already, conflict(one)] : [already]
}

/** 99492 once per episode, and where the payer asks for it once per calendar year. */
function initialAgain(month: ServiceMonth, code: string | undefined): readonly Reason[] {
  const { episode, last, terms } = month
  if (code === undefined || !initialCodes.has(code)) return []
  const earlier = billedServices(month).filter(
    (one) => initialCodes.has(one.code) && one.service_on <= last,
  )
  const here = earlier.filter(({ service_on }) => service_on >= episode.starts_on)
  const [year] = month.month.split('-')
  const thisYear = earlier.filter(({ service_on }) => service_on.startsWith(`${year}-`))
  return [
    ...here.map(({ service_on, code: billed }) =>
      because(
        'initial-already-billed',
        `The first month of this episode was already billed as ${billed} on ${service_on}.`,
        'Bill later months as such; a person must decide about this one.',
      ),
    ),
    ...(terms.initial_code_once_per_calendar_year ? thisYear : []).map(({ service_on }) =>
      because(
        'initial-code-used-this-year',
        `A first-month code was already billed this year, on ${service_on}.`,
        'The payer allows one in a calendar year: a person must decide.',
      ),
    ),
  ]
}

/** Months of the episode with counted time, against those a payer pays without authorization. */
export function authorizationGap(month: ServiceMonth): readonly Reason[] {
  const { dossier, terms, found, history, episode, ends_on } = month
  const free = terms.months_without_authorization
  if (free === null || found.kind !== 'found') return []
  const months = new Set(
    history.time
      .filter(({ excluded, day }) => excluded === null && isIn(day, episode.starts_on, ends_on))
      .concat(month.judged)
      .map(({ day }) => day.slice(0, 7)),
  )
  const from = firstDay(month.month) > episode.starts_on ? firstDay(month.month) : episode.starts_on
  const to = ends_on < lastDay(month.month) ? ends_on : lastDay(month.month)
  const own = dossier.authorizations.filter(({ payer_id }) => payer_id === found.payer_id)
  const isCovered = areEveryDay(own, from, to)
  if (months.size <= free || isCovered) return []
  return [
    because(
      'authorization-missing',
      `This is month ${months.size} with counted time; the payer asks for an authorization after ${free}.`,
      'Obtain the authorization and record it with its dates.',
    ),
  ]
}
