/** Consent: before services, complete, documented in time, and naming the billing practitioner. */
import { addDays, type CalendarDay } from '../../calendar.ts'
import { type Evidence, notApplicable, unmet } from '../../evidence.ts'
import { dayOfTime } from '../../zone.ts'
import { type ConsentSpan, consentSpans, teamOf } from '../chart.ts'
import type { Reason } from '../determined.ts'
import { because, cite, type Element } from '../finding.ts'
import { daysToDocumentConsent } from '../parameters.ts'
import type { ServiceMonth } from '../service-month.ts'
import type { Tallied } from '../tally.ts'

export const consent: Element = {
  element: 'consent',
  says: 'The patient agreed beforehand, knowing about consultation and both kinds of cost sharing.',
  source: 'CMS MLN909432, advance consent; 42 CFR 410.26',
  judge(month) {
    if (month.consentMissing)
      return unmet(
        [],
        because(
          'consent-missing',
          'No consent names a billing practitioner who was on the care team in the month.',
          'Obtain the consent that names the billing practitioner; if it was given, record it.',
        ),
      )
    const [first] = month.judged
    if (!first) return notApplicable('No minute counts yet at which a consent could be judged.')
    const { on, inForce } = consentsAt(first, month)
    const faults = inForce.map((span) => faultsOf(span, on, month))
    const best = faults.findIndex((list) => list.length === 0)
    if (best !== -1) {
      const sound = inForce.filter((_, i) => faults[i]!.length === 0)
      return { outcome: 'met', because: soundBecause(on), evidence: evidenceOf(sound) }
    }
    const [fault, ...more] = faults.at(-1) ?? [noneInForce(on)]
    return unmet(evidenceOf(inForce), fault!, ...more)
  },
}

const soundBecause = (on: CalendarDay) =>
  `A complete consent naming the billing practitioner was in force at the first service, ${on}.`

const noneInForce = (on: CalendarDay): Reason =>
  because(
    'consent-missing',
    `No consent that names the billing practitioner was in force on ${on}.`,
    'Obtain the consent that names the billing practitioner; time before it does not count.',
  )

/** A consent is judged at the month's first counted minute: a later one heals no time before it. */
function consentsAt({ day: on, from: at }: Tallied, { dossier, episode }: ServiceMonth) {
  const team = teamOf(dossier, episode.row, 'billing_practitioner', on)
  const inForce = consentSpans(dossier)
    .filter(({ consent: { billing_practitioner_id } }) =>
      team.some(({ staff_id }) => staff_id === billing_practitioner_id),
    )
    .filter(({ from, to }) => from <= at && (to === null || at < to))
    .toSorted((a, b) => a.from - b.from)
  return { on, inForce }
}

function faultsOf({ consent: one }: ConsentSpan, on: CalendarDay, month: ServiceMonth): Reason[] {
  const faults: Reason[] = []
  const untold = [
    one.consult_permission ? [] : ['permission to consult'],
    one.cost_sharing_face_to_face ? [] : ['cost sharing for visits'],
    one.cost_sharing_non_face_to_face ? [] : ['cost sharing without a visit'],
  ].flat()
  if (untold.length > 0)
    faults.push(
      because(
        'consent-incomplete',
        `The consent in force on ${on} lacks: ${untold.join(', ')}.`,
        'Renew the consent with everything that it must tell; it counts from then on.',
      ),
    )
  const documented = dayOfTime(one.documented_at ?? one.obtained_at)
  if (documented > addDays(on, daysToDocumentConsent))
    faults.push(
      because(
        'consent-late',
        `The consent was documented on ${documented}, more than ${daysToDocumentConsent} days ` +
          `after the first service on ${on}.`,
        'A person must decide; document consent when it is given.',
      ),
    )
  if (month.terms.consent_written && one.mode !== 'written')
    faults.push(
      because(
        'consent-not-written',
        'The payer asks for a written consent; this one was verbal.',
        'Obtain the consent in writing; it counts from then on.',
      ),
    )
  return faults
}

const evidenceOf = (spans: readonly ConsentSpan[]) =>
  // met findings cite at least one: the caller has just found one
  cite(
    'consents',
    spans.map((span) => span.consent),
  ) as unknown as readonly [Evidence, ...Evidence[]]
