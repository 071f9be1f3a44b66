/** The tabs beside the course; an open safety flag brings Risk to the front. */
import { useEffect, useRef, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useSearchParams } from 'wouter'
import { EnrollmentTab } from './enrollment-tab.tsx'
import { useHere } from './here.ts'
import { HistoryTab } from './history-tab.tsx'
import { MinutesTab } from './minutes-tab.tsx'
import { PlanTab } from './plan-tab.tsx'
import { ReviewsTab } from './reviews-tab.tsx'
import { RiskTab } from './risk-tab.tsx'

const tabs = [
  { id: 'plan', says: 'Plan', Panel: PlanTab },
  { id: 'reviews', says: 'Reviews', Panel: ReviewsTab },
  { id: 'risk', says: 'Risk', Panel: RiskTab },
  { id: 'minutes', says: 'Minutes', Panel: MinutesTab },
  { id: 'enrollment', says: 'Enrollment', Panel: EnrollmentTab },
  { id: 'history', says: 'History', Panel: HistoryTab },
] as const

export function PatientTabs() {
  const { view } = useHere()
  const [search, setSearch] = useSearchParams()
  const isUnsafe = view.row?.flags.some(({ id }) => id === 'S1') ?? false
  const [first] = useState(isUnsafe ? 'risk' : 'plan')
  const wasUnsafe = useRef(isUnsafe)
  // a positive answer entered here brings its steps to the front, whatever tab was open
  useEffect(() => {
    if (isUnsafe && !wasUnsafe.current) setSearch({ tab: 'risk' }, { replace: true })
    wasUnsafe.current = isUnsafe
  }, [isUnsafe, setSearch])
  const chosen = tabs.find(({ id }) => id === search.get('tab'))?.id ?? first
  return (
    <Tabs
      className="tabs"
      selectedKey={chosen}
      onSelectionChange={(key) => setSearch({ tab: String(key) }, { replace: true })}
    >
      <TabList className="tab-list" aria-label="What is held on the patient">
        {tabs.map(({ id, says }) => (
          <Tab key={id} id={id} className="tab">
            {says}
            {id === 'risk' && isUnsafe && <span className="hidden-visually">: act now</span>}
            {id === 'risk' && isUnsafe && <span className="dot" aria-hidden="true" />}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, Panel }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          <Panel />
        </TabPanel>
      ))}
    </Tabs>
  )
}
