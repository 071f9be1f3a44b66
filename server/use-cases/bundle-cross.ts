/** What must hold between rows, held against the bundle and the registry together. */
import { endedByBreak } from '../domain/bundle/break.ts'
import type { Fault } from '../domain/bundle/fault.ts'
import { fileOf } from '../domain/bundle/header.ts'
import { checkVersions, isPolicy, knownPolicy } from '../domain/bundle/policies.ts'
import type { EpisodePair } from '../domain/bundle/staging.ts'
import type { Dossier } from '../domain/dossier.ts'
import {
  type Column,
  columnsOf,
  keyOf,
  type RecordName,
  recordNames,
} from '../domain/records/index.ts'
import type { Reading } from './bundle-read.ts'

/** Gives a patient's dossier as it would be after the import. */
export type FutureDossier = (patientId: string) => Promise<Dossier | undefined>

export async function checkBetweenRows(reading: Reading, future: FutureDossier): Promise<void> {
  for (const record of recordNames) {
    checkKeys(record, reading)
    await checkReferences(record, reading)
  }
  await checkMrns(reading)
  await checkPolicies(reading)
  await checkEpisodes(reading, future)
}

function checkKeys(record: RecordName, { staging, faults }: Reading): void {
  for (const { line, value, other_line } of staging.duplicates(record))
    faults.add({
      ...at(record, line, keyOf(record).join(', ')),
      value,
      expected: `${keyOf(record).length > 1 ? 'a key' : 'an id'} used once: line ${other_line} has it`,
    })
}

const at = (
  record: RecordName,
  line: number,
  column: string,
): Omit<Fault, 'value' | 'expected'> => ({
  file: fileOf(record),
  line,
  column,
})

/** The registry is asked only where the bundle alone leaves a reference dangling. */
async function checkReferences(record: RecordName, reading: Reading): Promise<void> {
  const { staging, faults, keyless, complete } = reading
  for (const [column, { refers, expected }] of Object.entries<Column>(columnsOf[record])) {
    const to = recordNames.find((name) => name === refers)
    if (!to || keyless.has(to) || staging.count(record) === 0) continue
    if (isEmpty(staging.dangling(record, column, to))) continue
    await complete(to)
    for (const { line, value } of staging.dangling(record, column, to))
      faults.add({ ...at(record, line, column), value, expected })
  }
}

function isEmpty(found: Iterable<unknown>): boolean {
  for (const _ of found) return false
  return true
}

async function checkMrns({ staging, faults, complete }: Reading): Promise<void> {
  if (staging.count('patients') === 0) return
  await complete('patients')
  for (const { line, value, other_line } of staging.sharedMrns()) {
    const other = other_line === null ? 'another patient of the registry' : `line ${other_line}`
    faults.add({
      ...at('patients', line, 'mrn'),
      value,
      expected: `an mrn of one patient: ${other} has it`,
    })
  }
}

async function checkPolicies({ staging, faults, complete }: Reading): Promise<void> {
  if (staging.count('policies') + staging.count('payers') === 0) return
  await complete('policies')
  const versions = staging.policyVersions()
  for (const { line, column, value = null, expected } of checkVersions(versions))
    faults.add({ file: fileOf('policies'), line, column, value, expected })
  for (const { line, value } of staging.policiesOfPayers())
    if (!isPolicy(value, versions))
      faults.add({ ...at('payers', line, 'policy'), value, expected: knownPolicy })
}

async function checkEpisodes(
  { staging, faults, complete }: Reading,
  future: FutureDossier,
): Promise<void> {
  if (staging.count('episodes') === 0) return
  await complete('episodes')
  for (const pair of staging.overlappingEpisodes()) {
    if (await isEnded(pair, future)) continue
    faults.add({
      ...at('episodes', pair.line, 'referred_on'),
      value: pair.later.referred_on,
      expected: startsAfter(pair),
    })
  }
}

async function isEnded(pair: EpisodePair, future: FutureDossier): Promise<boolean> {
  if (pair.earlier.closed_on !== null) return false
  const dossier = await future(pair.later.patient_id)
  return dossier !== undefined && endedByBreak(dossier, pair)
}

const startsAfter = ({ earlier }: EpisodePair): string =>
  `a referral when ${earlier.episode_id} is over: it is open ` +
  (earlier.closed_on === null ? 'still' : `until ${earlier.closed_on}`)
