/** What people do on the screens, in the words of a story: enroll, contact, score, plan, meet. */
import type { Page } from 'playwright-core'

export interface Newcomer {
  readonly family: string
  readonly given: string
  readonly mrn: string
  /** Of the initiating visit. */
  readonly visitOn: string
  /** The baseline PHQ-9, a digit an item. */
  readonly answers: string
}

const practitioner = { label: 'Adaeze Okonwo, billing practitioner' } as const
const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click()
const step = (page: Page, says: string) =>
  page.getByRole('heading', { name: says, level: 2 }).waitFor()

/** The guided flow from the search to the end, and on to the chart; where that stands is answered. */
export async function enroll(page: Page, person: Newcomer): Promise<string> {
  await page.getByRole('link', { name: 'Begin' }).click()
  await step(page, '1. Who')
  await page.getByLabel('Family name').fill(person.family)
  await page.getByLabel('Given name').fill(person.given)
  await page.getByLabel('Birth date').fill('1987-04-09')
  await page.getByLabel('MRN').fill(person.mrn)
  await page.getByText('Nobody with this name').waitFor()
  await next(page)
  await referralAndVisit(page, person)
  await consent(page)
  await step(page, '4. Team')
  await page.getByLabel('Psychiatric consultant').selectOption({ label: 'Ruth Weissbrodt' })
  await page.getByLabel('Billing practitioner').selectOption({ label: 'Adaeze Okonwo' })
  await next(page)
  await step(page, '5. Diagnosis and coverage')
  await page.getByLabel('Principal diagnosis').fill('F33.1')
  await page.getByLabel('Payer').selectOption({ label: 'Medicare Part B' })
  await page.getByLabel('Covered from').fill('2024-01-01')
  await next(page)
  await step(page, '6. Baseline score')
  await page.getByLabel('Answers in order').fill(person.answers)
  await next(page)
  await step(page, '7. Check and enroll')
  await page.getByRole('button', { name: 'Enroll', exact: true }).click()
  await page
    .getByRole('heading', { name: `${person.family}, ${person.given} is enrolled` })
    .waitFor()
  await page.getByRole('link', { name: 'Open the chart' }).click()
  await page.getByRole('tab', { name: 'Plan' }).waitFor()
  return new URL(page.url()).pathname
}

async function referralAndVisit(page: Page, { visitOn }: Newcomer): Promise<void> {
  await step(page, '2. Referral and visit')
  await page.getByLabel('Clinic').selectOption({ label: 'Millbrook Family Medicine' })
  await page.getByLabel('Referred by').selectOption(practitioner)
  const visit = page.getByRole('region', { name: 'Initiating visit' })
  await visit.getByLabel('Day').fill(visitOn)
  await visit.getByLabel('With').selectOption(practitioner)
  await visit.getByLabel('Code of the visit').fill('99214')
  await next(page)
}

async function consent(page: Page): Promise<void> {
  await step(page, '3. Consent')
  await page.getByLabel('Agreed').check()
  for (const part of ['Permission to consult', 'for visits', 'between visits'])
    await page.getByLabel(part).check()
  await page.getByLabel('Names the practitioner').selectOption(practitioner)
  await next(page)
}

export interface Contacted {
  readonly minutes: number
  readonly kind: string
  readonly how: 'Phone' | 'Video' | 'In person'
  readonly technique?: string
  readonly withWhom?: string
  readonly note?: string
}

/** Work that has just ended, on the patient's page; whoever is meant to be reached was. */
export async function contact(page: Page, had: Contacted): Promise<void> {
  await page.getByRole('button', { name: 'Contact', exact: true }).click()
  const form = page.getByRole('form', { name: 'Contact' })
  await form.getByLabel('Minutes').fill(String(had.minutes))
  await form.getByLabel('Kind of work').selectOption({ label: had.kind })
  if (had.technique) await form.getByLabel('Technique').selectOption({ label: had.technique })
  if (had.withWhom) await form.getByLabel('With whom').fill(had.withWhom)
  else await form.getByRole('radio', { name: 'Yes', exact: true }).check()
  await form.getByRole('radio', { name: had.how }).check()
  if (had.note) await form.getByLabel('Note').fill(had.note)
  await form.getByRole('button', { name: 'Save contact' }).click()
  await noteTaken(page)
}

/** A PHQ-9 on the patient's page, by its digits. */
export async function score(page: Page, answers: string): Promise<void> {
  await page.getByRole('button', { name: 'Score', exact: true }).click()
  await page.locator('.score-form .item').first().waitFor()
  await page.keyboard.type(answers)
  await page.keyboard.press('Enter')
  await noteTaken(page)
}

/** What was entered comes back as a note for the clinic's record; it is read and put away. */
async function noteTaken(page: Page): Promise<void> {
  const note = page.getByRole('region', { name: 'Note for the clinic' })
  await note.waitFor()
  await note.getByRole('button', { name: 'Close' }).click()
  await note.waitFor({ state: 'detached' })
}

/** The first care plan, or a new version of it with the reason. */
export async function plan(
  page: Page,
  { targets, interventions, why }: { targets: string; interventions: string; why?: string },
): Promise<void> {
  await page.getByRole('tab', { name: 'Plan' }).click()
  await page.getByRole('button', { name: why ? 'New version' : 'First plan' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Targets').fill(targets)
  await dialog.getByLabel('Interventions').fill(interventions)
  if (why) await dialog.getByLabel('Why it changed').fill(why)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Begins the weekly meeting. */
export async function startMeeting(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start the meeting' }).click()
  await page.getByRole('button', { name: 'Start now' }).click()
  await page.locator('.running').waitFor()
}

export interface Reviewed {
  readonly saw: string
  readonly kind: 'Medication' | 'Behavioral' | 'Referral' | 'Continue'
  /** Absent: the words that stand there already. */
  readonly recommends?: string
  /** Absent: as the clock of the case says. */
  readonly minutes?: number
}

/** The case on the screen: its note is written and saved. */
export async function review(page: Page, said: Reviewed): Promise<void> {
  const done = page.locator('.agenda .reviewed')
  const before = await done.count()
  await page.getByLabel('What was reviewed').fill(said.saw)
  await page.getByLabel(said.kind, { exact: true }).check()
  if (said.recommends)
    await page.getByLabel('Recommendation to the practitioner').fill(said.recommends)
  if (said.minutes !== undefined)
    await page.getByLabel('Minutes', { exact: true }).fill(String(said.minutes))
  await page.getByRole('button', { name: 'Save and next' }).click()
  await done.nth(before).waitFor()
}

/** Ends it; who was reviewed stands on the screen then. */
export async function endMeeting(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'End the meeting' }).click()
  await page.getByRole('button', { name: 'End it now' }).click()
  await page.getByRole('heading', { name: 'The meeting is over' }).waitFor()
}
