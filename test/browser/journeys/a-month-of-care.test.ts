/**
 * A month of care, and the next: from a referral to two claims that are proven, each element by
 * what people entered on their own screens on the day.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../support/browser.ts'
import { type OwnClinic, openClinic } from '../../support/own-clinic.ts'
import { contact, endMeeting, enroll, plan, review, score, startMeeting } from './hands.ts'

let browser: Browser
let clinic: OwnClinic
beforeAll(async () => {
  browser = await openBrowser()
  clinic = await openClinic(browser, '2026-10-19')
})
afterAll(async () => {
  await clinic?.close()
  await browser?.close()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await clinic.pictures('test-results')
})

const careManager = 'cm-halloran'
const consultant = 'pc-weissbrodt'
const practitioner = 'bp-okonwo'
const biller = 'bs-hargreave'
/** Where the patient's chart stands. */
let chart: string
const patiently = { timeout: 240_000 }

const day = async (date: string, time: string): Promise<void> => {
  await clinic.evening()
  clinic.at(date, time)
}
const outcome = (page: Page) => page.locator('#outcome')

test('October: referred on the 19th, proven as 99492 at the month’s end', patiently, async () => {
  await day('2026-10-19', '10:00')
  const intake = await clinic.enters(careManager, '/enroll')
  chart = await enroll(intake, {
    family: 'Quillfeather',
    given: 'Zora',
    mrn: '2000001',
    visitOn: '2026-10-12',
    answers: '222222230',
  })
  await clinic.pass(40)
  await contact(intake, { minutes: 30, kind: 'Assessment', how: 'In person' })
  await plan(intake, { targets: 'PHQ-9 below 5 by April', interventions: 'Walk every morning' })

  await day('2026-10-20', '12:00')
  const meeting = await clinic.enters(consultant, '/review')
  await startMeeting(meeting)
  await clinic.pass(12)
  await meeting.reload()
  await review(meeting, {
    saw: 'Never on an antidepressant; sleeps four hours.',
    kind: 'Medication',
    recommends: 'Start sertraline 50 mg.',
    minutes: 10,
  })
  await clinic.pass(18)
  await endMeeting(meeting)
  const desk = await clinic.enters(practitioner, '/recommendations')
  await desk.getByRole('button', { name: 'Start sertraline 50 mg.' }).click()
  await desk.getByRole('button', { name: 'Accept' }).click()
  await desk.getByRole('button', { name: 'Save the decision' }).click()
  await desk.locator('.became').getByText('Accepted 20 Oct 2026').waitFor()

  await day('2026-10-27', '15:00')
  const call = await clinic.enters(careManager, chart)
  await plan(call, {
    targets: 'PHQ-9 below 5 by April',
    interventions: 'Walk every morning; sertraline 50 mg',
    why: 'As the consultant recommended',
  })
  await contact(call, {
    minutes: 15,
    kind: 'Brief intervention',
    technique: 'Behavioral activation',
    how: 'Phone',
  })
  await call.getByRole('link', { name: 'Billing month' }).click()
  await call.getByText('45 minutes count').waitFor()
  expect(await outcome(call).innerText()).toContain('On hold')
  await call.locator('.reasons').getByText(/week/i).first().waitFor()

  await day('2026-11-02', '09:00')
  const week = await clinic.enters(careManager, '/review')
  await week.getByRole('button', { name: '1 week without a meeting' }).click()
  await week.getByLabel('Why there was no meeting').fill('The consultant was ill.')
  await week.getByRole('button', { name: 'Save the reason' }).click()
  await week.getByRole('dialog').waitFor({ state: 'detached' })
  const word = await clinic.enters(consultant, '/review')
  await word.getByRole('button', { name: '1 meeting to confirm' }).click()
  await word.getByText('The consultant was ill.').waitFor()
  await word.getByRole('button', { name: 'That is why there was none' }).click()
  await word.getByText('Every meeting is confirmed.').waitFor()
  await proven('2026-10', '99492')
})

test(
  'November: followed, measured, coordinated, reviewed; proven as 99493',
  patiently,
  async () => {
    await day('2026-11-03', '12:00')
    const first = await clinic.enters(careManager, '/review')
    await startMeeting(first)
    await clinic.pass(30)
    await first.reload()
    await endMeeting(first)
    await clinic.evening()
    const word = await clinic.enters(consultant, '/review')
    await word.getByRole('button', { name: '1 meeting to confirm' }).click()
    await word.getByRole('button', { name: /I was there/ }).click()
    await word.getByText('Every meeting is confirmed.').waitFor()

    await day('2026-11-05', '10:00')
    const call = await clinic.enters(careManager, chart)
    await score(call, '111111110')
    await contact(call, {
      minutes: 20,
      kind: 'Brief intervention',
      technique: 'Problem solving',
      how: 'Video',
    })

    await day('2026-11-10', '12:00')
    await weekly()
    await day('2026-11-12', '10:00')
    const letter = await clinic.enters(careManager, chart)
    await contact(letter, {
      minutes: 15,
      kind: 'Coordination',
      withWhom: 'Dr. Okonwo',
      how: 'Phone',
      note: 'Dose stays; labs in December.',
    })
    await day('2026-11-17', '12:00')
    await weekly()
    await day('2026-11-24', '12:00')
    await weekly()
    await day('2026-12-01', '09:00')
    await proven('2026-11', '99493')
  },
)

/** The consultant's meeting of a week, half an hour long. */
async function weekly(): Promise<void> {
  const page = await clinic.enters(consultant, '/review')
  await startMeeting(page)
  await clinic.pass(30)
  await page.reload()
  await endMeeting(page)
}

/** Billing staff find it among the billable, and read there why. */
async function proven(month: string, code: string): Promise<void> {
  const page = await clinic.enters(biller, `/billing/${month}`)
  await page.getByRole('button', { name: /^Billable 1/ }).click()
  await page.getByRole('link', { name: 'Quillfeather, Zora' }).click()
  await page.getByText('Proven: may be billed').waitFor()
  expect(await outcome(page).innerText()).toContain(code)
  expect(await page.locator('.elements > li.unmet').count()).toBe(0)
}
