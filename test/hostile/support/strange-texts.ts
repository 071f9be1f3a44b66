/** Texts that a chart must be able to hold, and a screen must be able to show as text. */

/** Every character from one to another. */
export const every = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')

/** Markup, code and addresses are text like any other; so is what looks strange. */
export const strangeTexts: readonly (readonly [string, string])[] = [
  ['a tag', '<img src=x onerror=alert(1)>'],
  ['a script', '<script>alert(1)</script>'],
  ['the end of an element', '"></textarea><svg onload=alert(1)>'],
  ['an address that runs', 'javascript:alert(1)'],
  ['templates', `\${7*7} {{7*7}} <%= 7*7 %> #{7*7}`],
  ['SQL', "'); drop table patients; --"],
  ['a formula', '=1+1 +1 -1 @sum(a1) \t=1'],
  ['entities', '&lt;b&gt; &amp;amp; &#0;'],
  ['text that runs to the left', '\u202Egnirts\u202C \u200F\u061C مرحبا שלום'],
  ['isolates', '\u2066left\u2069 \u2067right\u2069'],
  ['combining marks', `e\u0301 ${'o\u0300\u0316'.repeat(40)} \u0301at the start`],
  ['composed and decomposed', '\u00e9 e\u0301 \uac00 \u1100\u1161'],
  ['emoji of several characters', '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏿 🇺🇸'],
  ['what cannot be seen', 'a\u200bb\u200dc\u2060d\ufeffe\u00adf\u3164'],
  ['line ends of all kinds', 'a\nb\r\nc\rd\u2028e\u2029f\u0085g'],
  ['control characters', `x${every(1, 31)}\u007f${every(0x80, 0x9f)}x`],
  ['the last characters of planes', '\ufffd\ufffe\uffff\u{1fffe}\u{10ffff}'],
  ['private use and unassigned', '\ue000\u{f0000}\u0378\u{e0001}'],
  ['Chinese beyond the first plane', '𠀀𠮷𪛖'],
  ['a word of ten thousand letters', 'x'.repeat(10_000)],
  ['twenty thousand characters', 'äö '.repeat(6_666).trim()],
  ['names of what every object has', '__proto__ constructor toString'],
  ['escapes that are none', '\\u0000 \\ud800 %00 \\x00'],
]
