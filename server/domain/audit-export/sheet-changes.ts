/** What was entered late, corrected, or has changed since: nothing of it stays unsaid. */
import { canonicalText } from '../canonical.ts'
import type { Packet } from './packet.ts'
import type { Section } from './sheet-parts.ts'
import { timeText, whoIs, words } from './sheet-words.ts'

export const changeSections = (packet: Packet): readonly Section[] => [
  lateSection(packet),
  versionSection(packet),
  sinceSection(packet),
]

function lateSection({ frozen: { dossier, determination } }: Packet): Section {
  const timed = new Map(
    [...determination.counted, ...determination.excluded].map(({ activity }) => [activity, '']),
  )
  const late = dossier.activities.filter(
    ({ activity_id, ended_at, recorded_at }) =>
      timed.has(activity_id) &&
      recorded_at !== null &&
      recorded_at.slice(0, 10) > ended_at.slice(0, 10),
  )
  return {
    title: 'Entries recorded on a later day',
    columns: ['Ended', 'Recorded', 'By', 'Attested'],
    widths: [1.5, 1.5, 2.5, 4],
    rows: late.map((one) => [
      timeText(one.ended_at),
      timeText(one.recorded_at),
      whoIs(dossier, one.staff_id),
      one.attested_by === null
        ? 'not attested'
        : `${whoIs(dossier, one.attested_by)}, ${timeText(one.attested_at)}: ${one.attest_reason ?? ''}`,
    ]),
    note: late.length === 0 ? 'None.' : null,
  }
}

function versionSection({ versions, frozen: { dossier } }: Packet): Section {
  const rows = versions.flatMap((one, place) => {
    const before = versions[place - 1]
    if (one.version === 1 || !before || before.id !== one.id) return []
    const columns = Object.keys(one.row).filter(
      (column) =>
        canonicalText(one.row[column] ?? null) !== canonicalText(before.row[column] ?? null),
    )
    const changed = columns
      .map((column) => `${column}: ${shown(before.row[column])} → ${shown(one.row[column])}`)
      .join('; ')
    return [
      [
        `${words(one.record)} ${one.id}`,
        `${one.at}, ${whoIs(dossier, one.by.who)}`,
        changed,
        one.reason,
      ],
    ]
  })
  return {
    title: 'Amendments',
    columns: ['Row', 'When and by whom', 'What changed', 'Why'],
    widths: [2, 2.6, 4, 2],
    rows,
    note: rows.length === 0 ? 'No row of this month was ever amended.' : null,
  }
}

function sinceSection({ known_at, since, claim }: Packet): Section {
  const title = 'Known then, and known now'
  const columns = ['Row', 'Change', 'Before', 'After']
  const widths = [2.4, 1, 3, 3]
  if (claim === null)
    return {
      title,
      columns,
      widths,
      rows: [],
      note: `Determined by what was known on ${known_at}.`,
    }
  if (since === null) {
    const note = `Emitted on ${known_at}; the month still rests on the same evidence.`
    return { title, columns, widths, rows: [], note }
  }
  const codes = since.lines.map(({ code, units }) => `${code} × ${units}`).join(', ') || 'no line'
  return {
    title,
    columns,
    widths,
    rows: since.changes.map(({ record, id, kind, columns: changed }) => [
      `${words(record)} ${id}`,
      kind,
      changed.map(({ column, before }) => `${column}: ${shown(before)}`).join('; '),
      changed.map(({ column, after }) => `${column}: ${shown(after)}`).join('; '),
    ]),
    note: [
      `Emitted on ${known_at}. By what is known on ${since.at}: ${words(since.outcome)},`,
      `${since.minutes} minutes, ${codes}.${since.says_less ? ' That is less than was billed.' : ''}`,
    ].join(' '),
  }
}

const shown = (value: unknown): string =>
  value === null || value === undefined
    ? 'nothing'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)
