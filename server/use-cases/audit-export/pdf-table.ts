/** A section on paper: its heading, its columns, and rows that break over pages between lines. */
import type { Section } from '../../domain/audit-export/sheet-parts.ts'
import { type Pen, plainText, roomFor } from './pdf-pen.ts'

const size = 7
const gap = 6
/** Between a rule and the letters below it. */
const above = 1.5
const [rule, head] = ['#bbb', '#444']

export function drawSection(pen: Pen, section: Section): void {
  const { doc } = pen
  roomFor(pen, 44)
  doc.font('Helvetica-Bold').fontSize(9.5).fillColor('black')
  doc.text(plainText(section.title), pen.left, pen.y, { lineBreak: false })
  pen.y += 13
  if (section.rows.length > 0) drawHead(pen, section)
  for (const row of section.rows) drawRow(pen, section, row)
  if (section.note) drawNote(pen, section.note)
  pen.y += 8
}

const widthsOf = ({ width }: Pen, { widths }: Section): readonly number[] => {
  const whole = widths.reduce((sum, share) => sum + share, 0)
  return widths.map((share) => (share / whole) * width)
}

function drawHead(pen: Pen, section: Section): void {
  const { doc } = pen
  doc.font('Helvetica-Bold').fontSize(size).fillColor(head)
  let x = pen.left
  widthsOf(pen, section).forEach((width, place) => {
    doc.text(plainText(section.columns[place] ?? ''), x, pen.y, {
      width: width - gap,
      lineBreak: false,
    })
    x += width
  })
  pen.y += size + 3
  line(pen, head)
  pen.y += above
}

function drawRow(pen: Pen, section: Section, row: readonly string[]): void {
  const { doc } = pen
  const widths = widthsOf(pen, section)
  const cells = row.map(plainText)
  doc.font('Helvetica').fontSize(size)
  const heights = cells.map((cell, place) =>
    doc.heightOfString(cell, { width: (widths[place] ?? pen.width) - gap }),
  )
  const height = Math.min(Math.max(size, ...heights), pen.bottom - 80)
  if (pen.y + height + 4 > pen.bottom) {
    roomFor(pen, height + 40)
    drawHead(pen, section)
  }
  doc.font('Helvetica').fontSize(size).fillColor('black')
  let x = pen.left
  cells.forEach((cell, place) => {
    const width = widths[place] ?? pen.width
    doc.text(cell, x, pen.y, { width: width - gap, height, ellipsis: true })
    x += width
  })
  pen.y += height + 2
  line(pen, rule)
  pen.y += above
}

function drawNote(pen: Pen, note: string): void {
  const { doc } = pen
  const text = plainText(note)
  doc
    .font('Helvetica')
    .fontSize(size + 0.5)
    .fillColor('#222')
  const height = doc.heightOfString(text, { width: pen.width })
  roomFor(pen, height + 2)
  doc.text(text, pen.left, pen.y, { width: pen.width })
  pen.y += height + 2
}

function line({ doc, left, width, y }: Pen, color: string): void {
  doc
    .moveTo(left, y - 1)
    .lineTo(left + width, y - 1)
    .lineWidth(0.4)
    .strokeColor(color)
    .stroke()
}
