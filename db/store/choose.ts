/** Which patients a read is about, ordered by mrn, a batch at a time. */

import { and, asc, eq, exists, gt, gte, isNull, lte, or, sql } from 'drizzle-orm'
import { query, type Session } from '#dialect'
import { firstDay, lastDay } from '../../server/domain/calendar.ts'
import type { Episode, Patient, TeamMember } from '../../server/domain/records/index.ts'
import type { Choice } from '../../server/domain/registry.ts'
import { care_team, episodes, patients } from '../schema/index.ts'
import { columnsIn, kept } from './kept.ts'
import { pages } from './pages.ts'
import { rowsBy, sortedBy, type View } from './view.ts'

/** Dossiers that are in memory at a time. */
const batchSize = 25

const patientFields = columnsIn(patients, kept.patients.columns)
const notClosedBefore = or(
  isNull(episodes.closed_on),
  gte(episodes.closed_on, sql.placeholder('first')),
)
const isTheirs = eq(episodes.patient_id, patients.patient_id)

/** With an episode referred by `last` and not closed before `first`, after a number. */
const withEpisode = query<Patient>(patientFields, (db) =>
  db
    .select(patientFields)
    .from(patients)
    .where(
      and(
        gt(patients.mrn, sql.placeholder('after')),
        exists(
          db
            .select({ one: sql`1` })
            .from(episodes)
            .where(
              and(isTheirs, lte(episodes.referred_on, sql.placeholder('last')), notClosedBefore),
            ),
        ),
      ),
    )
    .orderBy(asc(patients.mrn))
    .limit(batchSize),
)

const teamFields = {
  patient_id: episodes.patient_id,
  role: care_team.role,
  starts_on: care_team.starts_on,
  ends_on: care_team.ends_on,
}
const openInTeam = query<
  { patient_id: string } & Pick<TeamMember, 'role' | 'starts_on' | 'ends_on'>
>(teamFields, (db) =>
  db
    .select(teamFields)
    .from(care_team)
    .innerJoin(episodes, eq(episodes.episode_id, care_team.episode_id))
    .where(and(eq(care_team.staff_id, sql.placeholder('staff_id')), notClosedBefore)),
)

const byMrn = query<Patient>(patientFields, (db) =>
  db
    .select(patientFields)
    .from(patients)
    .where(eq(patients.mrn, sql.placeholder('mrn'))),
)

/** Batches of patients, in the order of their mrn. */
export async function* chosen(view: View, choice: Choice): AsyncGenerator<readonly Patient[]> {
  if (choice.by === 'patient') return yield* someOf(view, [choice.patient_id])
  if (choice.by === 'patients') return yield* someOf(view, [...new Set(choice.patient_ids)])
  if (view.known !== null) return yield* someOf(view, await chosenThen(view, choice))
  if (choice.by === 'mrn') return yield* inBatches(await view.session.rows(byMrn, choice))
  const team = choice.by === 'open' ? memberOf(choice) : undefined
  if (choice.by === 'open' && team)
    return yield* someOf(view, await inTeam(view.session, team, choice.on))
  const span =
    choice.by === 'open'
      ? { first: choice.on, last: '9999-12-31' }
      : { first: firstDay(choice.month), last: lastDay(choice.month) }
  yield* all(view.session, span)
}

async function* all(session: Session, span: { first: string; last: string }) {
  for (let after = ''; ; ) {
    const batch = await session.rows(withEpisode, { after, ...span })
    const last = batch.at(-1)
    if (!last) return
    yield batch
    after = last.mrn
  }
}

function* inBatches(rows: readonly Patient[]) {
  for (let start = 0; start < rows.length; start += batchSize)
    yield rows.slice(start, start + batchSize)
}

async function* someOf(view: View, ids: readonly string[]) {
  const rows = await rowsBy(view, 'patients', 'patient_id', ids)
  yield* inBatches(sortedBy(['mrn'], rows) as readonly Patient[]) // rows of patients
}

interface Member {
  readonly staff_id: string
  readonly role: TeamMember['role'] | null
}

const memberOf = ({ care_manager_id, member_id }: Choice & { by: 'open' }): Member | undefined => {
  if (care_manager_id !== undefined) return { staff_id: care_manager_id, role: 'care_manager' }
  return member_id === undefined ? undefined : { staff_id: member_id, role: null }
}

const isOn = ({ starts_on, ends_on }: Pick<TeamMember, 'starts_on' | 'ends_on'>, day: string) =>
  starts_on <= day && (ends_on === null || ends_on >= day)

async function inTeam(session: Session, { staff_id, role }: Member, on: string) {
  const found = await session.rows(openInTeam, { staff_id, first: on })
  const theirs = found.filter((row) => (role === null || row.role === role) && isOn(row, on))
  return [...new Set(theirs.map(({ patient_id }) => patient_id))]
}

/** The same choice among the rows of a former time; it may look at all of them. */
async function chosenThen(view: View, choice: Exclude<Choice, { by: 'patient' | 'patients' }>) {
  const ids = new Set<string>()
  if (choice.by === 'mrn') {
    for await (const page of pages(view, 'patients'))
      for (const row of page) if (row['mrn'] === choice.mrn) ids.add(String(row['patient_id']))
    return [...ids]
  }
  const member = choice.by === 'open' ? memberOf(choice) : undefined
  for await (const page of pages(view, 'episodes')) {
    const open = (page as unknown as readonly Episode[]).filter(isChosen(choice)) // rows of episodes
    const theirs =
      member && choice.by === 'open' ? await teamsWith(view, open, member, choice.on) : null
    for (const { episode_id, patient_id } of open)
      if (!theirs || theirs.has(episode_id)) ids.add(patient_id)
  }
  return [...ids]
}

const isChosen =
  (choice: Choice & { by: 'month' | 'open' }) =>
  ({ referred_on, closed_on }: Episode): boolean =>
    choice.by === 'open'
      ? closed_on === null || closed_on >= choice.on
      : referred_on <= lastDay(choice.month) &&
        (closed_on === null || closed_on >= firstDay(choice.month))

async function teamsWith(view: View, open: readonly Episode[], member: Member, on: string) {
  const ids = open.map(({ episode_id }) => episode_id)
  const rows = (await rowsBy(
    view,
    'care_team',
    'episode_id',
    ids,
  )) as unknown as readonly TeamMember[]
  return new Set(
    rows
      .filter(
        ({ staff_id, role }) => staff_id === member.staff_id && role === (member.role ?? role),
      )
      .filter((row) => isOn(row, on))
      .map(({ episode_id }) => episode_id),
  )
}
