/** Where the next line goes, and which letters the built-in fonts know. */

export interface Pen {
  readonly doc: PDFKit.PDFDocument
  readonly left: number
  readonly width: number
  /** The lowest line that may be written on. */
  readonly bottom: number
  y: number
}

/** Begins another page where so much does not fit any more. */
export function roomFor(pen: Pen, height: number): void {
  if (pen.y + height <= pen.bottom) return
  pen.doc.addPage()
  pen.y = 36
}

/** Windows-1252 beyond Latin-1: what the built-in fonts can show. */
const beyondLatin = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const arrows: Readonly<Record<string, string>> = { '→': '->', '≥': '>=', '≤': '<=', '×': 'x' }

export function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they have no shape on paper
  const shown = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').normalize('NFC')
  let plain = ''
  for (const letter of shown) plain += knownLetter(letter)
  return plain
}

function knownLetter(letter: string): string {
  if (letter <= '\u00ff' || beyondLatin.includes(letter)) return letter
  const arrow = arrows[letter]
  if (arrow !== undefined) return arrow
  const bare = letter.normalize('NFD').replace(/\p{M}/gu, '')
  return bare !== '' && bare <= '\u00ff' ? bare : '?'
}
