/** A QR code as one path: drawn here, so that its secret leaves for nobody. */
import { encode } from 'uqr'

export function QrCode({ text, says }: { readonly text: string; readonly says: string }) {
  const { data, size } = encode(text, { border: 4 })
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={says}>
      <rect width={size} height={size} className="light" />
      <path d={path} className="dark" />
    </svg>
  )
}
