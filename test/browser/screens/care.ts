/** The screens of those who treat: worklist, caseload, enrollment, review, recommendations, chart. */
import type { Page } from 'playwright-core'
import type { Screen } from './screen.ts'

const dialog = (page: Page) => page.getByRole('dialog').waitFor()
const form = (page: Page, name: string) => page.getByRole('form', { name }).waitFor()

const worklist: readonly Screen[] = [
  { name: 'worklist', role: 'care_manager', path: '/worklist', ready: '.side h2, .side h3' },
  ...(['psychiatric_consultant', 'billing_practitioner', 'clinical_staff'] as const).map(
    (role): Screen => ({ name: `worklist-${role}`, role, path: '/worklist', ready: 'h1' }),
  ),
  {
    name: 'worklist-contact',
    role: 'care_manager',
    path: '/worklist',
    ready: '.work-row',
    part: '.work-row[aria-current]',
    act: async (page) => {
      await page.keyboard.press('c')
      await form(page, 'Contact')
    },
  },
  {
    name: 'worklist-score',
    role: 'care_manager',
    path: '/worklist',
    ready: '.work-row',
    part: '.work-row[aria-current]',
    act: async (page) => {
      await page.keyboard.press('s')
      await page.locator('.score-form .item').first().waitFor()
      await page.keyboard.type('121110001')
      await page.locator('.score-form').getByRole('alert').waitFor()
    },
  },
  ...(['Reschedule', 'Snooze', 'Question for review'] as const).map(
    (says): Screen => ({
      name: `worklist-${says.toLowerCase().replaceAll(' ', '-')}`,
      role: 'care_manager',
      path: '/worklist',
      ready: '.work-row',
      part: '.work-row[aria-current]',
      act: async (page) => {
        // a flag of safety is not snoozed: among scores there is one that can be
        const kinds = page.getByRole('navigation', { name: 'Kinds of work' })
        await kinds.getByText(/^Scores/).click()
        const line = page.locator('.work-row[aria-current]')
        // beside the list at every width; in the line itself only where there is room
        const beside = page.locator('.side')
        await beside.getByRole('button', { name: new RegExp(`^${says}`) }).click()
        await line.locator('form').waitFor()
      },
    }),
  ),
]

const caseload: readonly Screen[] = [
  { name: 'caseload', role: 'care_manager', path: '/caseload', ready: 'tbody th a', paper: true },
  {
    name: 'caseload-columns',
    role: 'psychiatric_consultant',
    path: '/caseload',
    ready: 'tbody th a',
    part: '.pop-up[open]',
    act: async (page) => {
      await page.locator('summary', { hasText: 'Columns' }).click()
      await page.locator('.pop-up[open] input').first().waitFor()
    },
  },
]

const enrollSteps = ['Who', 'Referral', 'Consent', 'Team', 'Diagnosis', 'Baseline', 'Check']
const enrollment: readonly Screen[] = [
  { name: 'enroll', role: 'care_manager', path: '/enroll', ready: 'h1' },
  ...enrollSteps.map(
    (step, at): Screen => ({
      name: `enroll-${at + 1}`,
      role: 'care_manager',
      path: '/enroll/enroll-0look',
      ready: 'h2',
      act: async (page) => {
        await page.getByRole('button', { name: `${at + 1} ${step}` }).click()
        await page.getByRole('heading', { level: 2, name: new RegExp(`^${at + 1}\\.`) }).waitFor()
      },
    }),
  ),
]

const review: readonly Screen[] = [
  {
    name: 'review',
    role: 'psychiatric_consultant',
    path: '/review',
    ready: '.review .score-chart canvas',
  },
  {
    name: 'review-start',
    role: 'care_manager',
    path: '/review',
    ready: '.review .case .body, .ended',
    part: '[role=dialog]',
    act: async (page) => {
      const start = page.getByRole('button', { name: 'Start the meeting' })
      // another test may be in a meeting: then its end is looked at
      await start
        .or(page.getByRole('button', { name: 'End the meeting' }))
        .first()
        .click()
      await dialog(page)
    },
  },
]

const recommendations = (
  ['care_manager', 'psychiatric_consultant', 'billing_practitioner'] as const
).map(
  (role): Screen => ({
    name: `recommendations-${role}`,
    role,
    path: '/recommendations',
    ready: '.recommendation-sheet',
    ...(role === 'billing_practitioner' ? { paper: true } : {}),
  }),
)

const tabs = ['plan', 'reviews', 'risk', 'minutes', 'enrollment', 'history'] as const
const chart: readonly Screen[] = [
  ...tabs.map(
    (tab): Screen => ({
      name: `patient-${tab}`,
      role: 'care_manager',
      path: `/patients/:patient?tab=${tab}`,
      ready: '.score-chart canvas',
      ...(tab === 'plan' ? { paper: true } : {}),
    }),
  ),
  {
    name: 'patient-practitioner',
    role: 'billing_practitioner',
    path: '/patients/:patient',
    ready: '.score-chart canvas',
  },
  ...(['Contact', 'Score'] as const).map(
    (says): Screen => ({
      name: `patient-${says.toLowerCase()}`,
      role: 'care_manager',
      path: '/patients/:patient',
      ready: '.score-chart canvas',
      act: async (page) => {
        await page.getByRole('button', { name: says, exact: true }).click()
        await page.locator('.entry-panel form').waitFor()
      },
    }),
  ),
  ...(['Medication', 'Diagnosis', 'Amend'] as const).map(
    (says): Screen => ({
      name: `patient-dialog-${says.toLowerCase()}`,
      role: 'care_manager',
      path: '/patients/:patient?tab=plan',
      ready: '.score-chart canvas',
      part: '[role=dialog]',
      act: async (page) => {
        await page
          .getByRole('tabpanel')
          .getByRole('button', { name: new RegExp(`^${says}`) })
          .first()
          .click()
        await dialog(page)
      },
    }),
  ),
  {
    name: 'patient-in-error',
    role: 'care_manager',
    path: '/patients/:patient?tab=history',
    ready: '.history li',
    part: '[role=dialog]',
    act: async (page) => {
      await page
        .getByRole('button', { name: /^In error/ })
        .first()
        .click()
      await dialog(page)
    },
  },
  {
    name: 'sheet',
    role: 'billing_practitioner',
    path: '/patients/:patient/sheet',
    ready: '.sheet canvas',
    paper: true,
  },
  { name: 'close', role: 'care_manager', path: '/patients/:patient/close', ready: 'h1' },
]

export const careScreens: readonly Screen[] = [
  ...worklist,
  ...caseload,
  ...enrollment,
  ...review,
  ...recommendations,
  ...chart,
]
