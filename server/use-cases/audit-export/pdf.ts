/**
 * An audit sheet on paper: US letter, one to three pages, in black and gray alone. The fonts that
 * every reader of PDF has hold the letters of western languages; what they lack is written without
 * its accent, or as `?`: the JSON beside the sheet has every text as it was entered.
 */
import PDFDocument from 'pdfkit'
import type { Sheet } from '../../domain/audit-export/sheet.ts'
import { drawCourse } from './pdf-course.ts'
import { type Pen, plainText } from './pdf-pen.ts'
import { drawSection } from './pdf-table.ts'

const margin = 36
const [letterWidth, letterHeight] = [612, 792]
const foot = 30

export function sheetPdf(sheet: Sheet, footer: string): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'LETTER',
    margins: { top: margin, bottom: margin, left: margin, right: margin },
    bufferPages: true,
    info: { Title: 'Audit sheet', CreationDate: new Date(0), ModDate: new Date(0) },
  })
  const whole = gathered(doc)
  const pen: Pen = {
    doc,
    left: margin,
    width: letterWidth - 2 * margin,
    bottom: letterHeight - margin - foot,
    y: margin,
  }
  heading(pen, sheet)
  facts(pen, sheet)
  if (sheet.course) drawCourse(pen, sheet.course)
  for (const section of sheet.sections) drawSection(pen, section)
  footers(pen, footer, sheet.notice)
  doc.end()
  return whole
}

const gathered = (doc: PDFKit.PDFDocument): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })

function heading(pen: Pen, { heading }: Sheet): void {
  pen.doc.font('Helvetica-Bold').fontSize(15).fillColor('black')
  pen.doc.text(plainText(heading), pen.left, pen.y, { lineBreak: false })
  pen.y += 22
}

const labelWidth = 62

/** Labels and values, one a line; a long value goes on below itself. */
function facts(pen: Pen, sheet: Sheet): void {
  const { doc } = pen
  for (const [label, value] of sheet.facts) {
    const text = plainText(value)
    doc.font('Helvetica-Bold').fontSize(8).fillColor('#555')
    doc.text(plainText(label), pen.left, pen.y, { width: labelWidth, lineBreak: false })
    doc.font('Helvetica').fillColor('black')
    const width = pen.width - labelWidth
    doc.text(text, pen.left + labelWidth, pen.y, { width })
    pen.y += doc.heightOfString(text, { width }) + 2
  }
  pen.y += 6
}

/** Once all pages are there: who this is, which page of how many, and the notice. */
function footers({ doc, left, width }: Pen, footer: string, notice: string | null): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page)
    doc.page.margins.bottom = 0 // or a line this low would begin another page
    doc.font('Helvetica').fontSize(7).fillColor('#444')
    const y = letterHeight - margin - 12
    doc.text(plainText(`${footer}   page ${page - start + 1} of ${count}`), left, y, {
      lineBreak: false,
    })
    if (notice)
      doc.font('Helvetica-Bold').text(plainText(notice), left, y - 10, { width, lineBreak: false })
  }
}
