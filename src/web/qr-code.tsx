import type { VNode } from 'preact'
import { create } from 'qrcode'

/** White around a QR code, in modules (ISO/IEC 18004 asks for four). */
const quietModules = 4

interface QrCodeProps {
  readonly text: string
  /** What scanning does, for who cannot see it. */
  readonly label: string
}

/** A QR code as SVG in the page: one path, no picture to fetch. */
export function QrCode({ text, label }: QrCodeProps): VNode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * quietModules
  const rows = Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) =>
      modules.get(row, column) ? `M${column + quietModules} ${row + quietModules}h1v1h-1z` : '',
    ).join(''),
  )
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <path class="qr-ground" d={`M0 0h${side}v${side}H0z`} />
      <path class="qr-ink" d={rows.join('')} />
    </svg>
  )
}
