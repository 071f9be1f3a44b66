/** The audit sheet of one patient-month: what stands on paper, on the screen and in its CSV. */
import type { Packet } from './packet.ts'
import { courseOf, planSection, reviewSection, scoreSection } from './sheet-care.ts'
import { changeSections } from './sheet-changes.ts'
import { elementSection, factsOf } from './sheet-claim.ts'
import { consentSection, staffSection, visitSection } from './sheet-frame.ts'
import type { Section, SheetCourse } from './sheet-parts.ts'
import { excludedSection, timeSection } from './sheet-time.ts'

export interface Sheet {
  readonly heading: string
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly sections: readonly Section[]
  readonly course: SheetCourse | null
  readonly notice: string | null
}

export function sheetOf(packet: Packet): Sheet {
  const { frozen, notice } = packet
  return {
    heading: `Audit sheet: ${frozen.month}`,
    facts: factsOf(packet),
    sections: [
      elementSection(frozen),
      timeSection(frozen),
      excludedSection(frozen),
      consentSection(frozen),
      visitSection(frozen),
      scoreSection(frozen),
      reviewSection(frozen),
      planSection(frozen),
      staffSection(frozen),
      ...changeSections(packet),
    ],
    course: courseOf(frozen),
    notice,
  }
}

/** The sheet as rows of a CSV: section, then the columns' names, then cells. */
export function sheetRows({
  heading,
  facts,
  sections,
  notice,
}: Sheet): readonly (readonly string[])[] {
  return [
    [heading],
    ...facts.map(([label, value]) => ['claim', label, value]),
    ...sections.flatMap(({ title, columns, rows, note }) => [
      [title, ...columns],
      ...rows.map((row) => [title, ...row]),
      ...(note ? [[title, note]] : []),
    ]),
    ...(notice ? [['notice', notice]] : []),
  ]
}
