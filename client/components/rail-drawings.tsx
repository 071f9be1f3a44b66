/** What stands in the frame, in tool bars and on paper, drawn on 16 × 16 with one stroke. */
const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.4,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const stroke = (d: string) => <path d={d} {...line} />

export const railDrawings = {
  worklist: stroke(
    'm2 4 1.2 1.2 2-2.2M2 8.5l1.2 1.2 2-2.2M2 13l1.2 1.2 2-2.2M8 4h6M8 8.5h6M8 13h6',
  ),
  caseload: stroke('M2 3h12v10H2zM2 6.3h12M2 9.6h12M6 3v10'),
  review: stroke('M2 3h12v8H8l-3 2.5V11H2zM5 6h6M5 8.4h4'),
  recommendations: stroke('M2 8h9M8 4.5 11.5 8 8 11.5M14 3v10'),
  billing: stroke('M3.5 1.8h9v12.4l-2.2-1.4L8 14.2l-2.3-1.4-2.2 1.4zM6 5.4h4M6 8.2h4'),
  measures: stroke('M2.5 2v11.5H14M5.5 11V8M8.5 11V5M11.5 11V6.6'),
  import: stroke('M8 2v7.5M4.8 6.5 8 9.7l3.2-3.2M2.5 10.5v3h11v-3'),
  audit: stroke(
    'M2 8s2.3-4 6-4 6 4 6 4-2.3 4-6 4-6-4-6-4zM8 6.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z',
  ),
  administration: stroke(
    'M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7' +
      'M10.5 3a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zM5.5 10a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z',
  ),
  search: stroke('M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.4 10.4 14 14'),
  lock: stroke('M3.5 7.2h9v6.3h-9zM5.3 7V5a2.7 2.7 0 0 1 5.4 0v2'),
  'sign-out': stroke('M9.5 2.5h-6v11h6M7 8h7M11.2 5 14 8l-2.8 3'),
  help: stroke('M5.8 6.2a2.2 2.2 0 1 1 3.5 1.8C8.5 8.6 8 9 8 10M8 12.4v.1'),
  theme: (
    <>
      <circle cx="8" cy="8" r="5.6" {...line} />
      <path d="M8 2.4a5.6 5.6 0 0 1 0 11.2z" fill="currentColor" />
    </>
  ),
  columns: stroke('M2.5 2.5h11v11h-11zM6.2 2.5v11M9.8 2.5v11'),
  download: stroke('M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11'),
  close: stroke('m3.8 3.8 8.4 8.4M12.2 3.8l-8.4 8.4'),
  before: stroke('M10 3 5 8l5 5'),
  contact: stroke(
    'M5.2 2.5 6.6 5.6 5 7a8 8 0 0 0 4 4l1.4-1.6 3.1 1.4v2.4C7.8 13.8 2.2 8.2 2.8 2.5z',
  ),
  calendar: stroke('M2.5 3.5h11v10h-11zM2.5 6.5h11M5.3 2v3M10.7 2v3'),
  snooze: stroke('M13 9.8A5.6 5.6 0 1 1 6.3 3a4.6 4.6 0 0 0 6.7 6.8z'),
  target: (
    <>
      <circle cx="8" cy="8" r="5.6" {...line} />
      {stroke('m5.4 8.2 1.9 1.9 3.4-3.9')}
    </>
  ),
  rising: <path d="M4 10h8L8 5z" fill="currentColor" />,
  falling: <path d="M4 6h8l-4 5z" fill="currentColor" />,
} as const
