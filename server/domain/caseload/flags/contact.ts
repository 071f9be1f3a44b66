/** Contact: nobody waits unnoticed, and nobody is lost without a decision. */
import { addDays, daysBetween } from '../../calendar.ts'
import { citeActivity, citePlanned, unreachable } from '../contacts.ts'
import type { Rule } from '../flag.ts'

export const notYetReviewed: Rule = {
  id: 'C0',
  says: 'New',
  severity: 'notice',
  owner: 'psychiatric_consultant',
  clears: 'A case review.',
  safety: false,
  points: 35,
  judge({ span, reviews }) {
    // General integration has no consultant: a review that cannot come is no gap.
    if (span.model !== 'cocm' || reviews.length > 0) return undefined
    return {
      since: span.enrolled_on,
      because: `Enrolled on ${span.enrolled_on} and not reviewed yet.`,
      inputs: [{ record: 'episodes', id: span.row.episode_id, on: span.enrolled_on }],
    }
  },
}

export const notReachedEarly: Rule = {
  id: 'C1',
  says: 'Early contact',
  severity: 'amber',
  owner: 'care_manager',
  clears: 'A contact.',
  safety: false,
  points: 0,
  judge({ span, contacts, today, numbers }) {
    if (contacts.last !== null) return undefined
    const days = daysBetween(span.enrolled_on, today)
    return {
      since: addDays(span.enrolled_on, numbers.early_contact_amber),
      because: `Nobody was reached in the ${days} days since enrollment on ${span.enrolled_on}.`,
      inputs: contacts.attempts.map(citeActivity),
      severity: days >= numbers.early_contact_red ? 'red' : 'amber',
    }
  },
}

export const contactOverdue: Rule = {
  id: 'C2',
  says: 'Contact overdue',
  severity: 'amber',
  owner: 'care_manager',
  clears: 'A contact, or rescheduling with a reason.',
  safety: false,
  points: 0,
  judge({ contacts: { last }, next_contact, today, numbers }) {
    if (next_contact === null) return undefined
    const { due, planned } = next_contact
    const late = daysBetween(due, today)
    const before = last === null ? 'nobody has been reached yet' : `the last was on ${last.on}`
    return {
      since: addDays(due, numbers.contact_amber_after),
      because: planned
        ? `The next contact, set on ${planned.set_on}, was due on ${due}; ${before}.`
        : `The next contact was due on ${due}; ${before}.`,
      inputs: [...(last ? [citeActivity(last)] : []), ...(planned ? [citePlanned(planned)] : [])],
      severity: late >= numbers.contact_red_after ? 'red' : 'amber',
    }
  },
}

export const cannotBeReached: Rule = {
  id: 'C3',
  says: 'Unreachable',
  severity: 'amber',
  owner: 'care_manager',
  clears: 'A contact, or closing agreed with the practitioner.',
  safety: false,
  points: 0,
  judge({ contacts: { attempts }, numbers }) {
    const tried = unreachable(attempts, numbers)
    if (tried.length === 0) return undefined
    const ways = [...new Set(tried.map(({ activity }) => activity.modality))].sort()
    return {
      since: tried.at(-1)!.on,
      because:
        `${tried.length} attempts from ${tried[0]!.on} to ${tried.at(-1)!.on} ` +
        `by ${ways.join(' and ').replaceAll('_', ' ')}, without reaching anyone.`,
      inputs: tried.map(citeActivity),
    }
  },
}
