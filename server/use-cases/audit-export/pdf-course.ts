/** The scores drawn: black dots on a line, with where half and remission lie; no color says a thing. */

import type { SheetCourse } from '../../domain/audit-export/sheet-parts.ts'
import { daysBetween } from '../../domain/calendar.ts'
import { type Pen, plainText, roomFor } from './pdf-pen.ts'

const [height, axis] = [84, 26]

export function drawCourse(pen: Pen, course: SheetCourse): void {
  const { doc } = pen
  roomFor(pen, height + 34)
  doc.font('Helvetica-Bold').fontSize(9.5).fillColor('black')
  doc.text(plainText(course.title), pen.left, pen.y, { lineBreak: false })
  const top = pen.y + 16
  const [left, right] = [pen.left + axis, pen.left + pen.width - 90]
  const first = course.points[0]!.on // a course has a baseline
  const days = Math.max(1, daysBetween(first, course.points.at(-1)!.on))
  const x = (on: SheetCourse['points'][number]['on']) =>
    left + 4 + (daysBetween(first, on) / days) * (right - left - 8)
  const y = (total: number) => top + height - (total / course.highest) * height
  doc.font('Helvetica').fontSize(6.5).fillColor('#444').lineWidth(0.5).strokeColor('#888')
  doc
    .moveTo(left, top)
    .lineTo(left, top + height)
    .lineTo(right, top + height)
    .stroke()
  for (const at of [0, course.highest])
    doc.text(String(at), pen.left, y(at) - 3, { width: axis - 6, align: 'right', lineBreak: false })
  for (const { at, says } of course.marks) {
    doc.moveTo(left, y(at)).lineTo(right, y(at)).dash(2, { space: 2 }).stroke().undash()
    doc.text(plainText(`${says} ${at}`), right + 4, y(at) - 3, { lineBreak: false })
  }
  doc.strokeColor('black').lineWidth(1)
  course.points.forEach(({ on, total }, place) => {
    if (place === 0) doc.moveTo(x(on), y(total))
    else doc.lineTo(x(on), y(total))
  })
  doc.stroke()
  doc.fillColor('black')
  for (const { on, total } of course.points) {
    doc.circle(x(on), y(total), 1.8).fill()
    doc.text(String(total), x(on) - 6, y(total) - 10, {
      width: 12,
      align: 'center',
      lineBreak: false,
    })
  }
  doc.fillColor('#444')
  const last = course.points.at(-1)!.on // there is at least the first
  doc.text(first, left, top + height + 4, { lineBreak: false })
  if (last !== first)
    doc.text(last, right - 40, top + height + 4, { width: 40, align: 'right', lineBreak: false })
  pen.y = top + height + 20
}
