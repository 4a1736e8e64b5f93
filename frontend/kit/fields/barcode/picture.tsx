/** The code as a scanner reads it: dark on white in every theme, with its quiet zone. Loaded where one is shown in full. */
import JsBarcode from 'jsbarcode'
import makeCode from 'qrcode-generator'
import { memo } from 'react'
import { type Symbology } from './barcode'

const HEIGHT = 40
const QUIET = { ean13: [11, 7], ean8: [7, 7], code128: [10, 10] } as const
const QR_QUIET = 4

interface Drawing {
  width: number
  height: number
  path: string
}

interface Encoded {
  encodings?: { data: string }[]
}

function bars(value: string, symbology: Exclude<Symbology, 'qr'>): Drawing | null {
  const made: Encoded = {}
  JsBarcode(made, value, { format: symbology.toUpperCase(), flat: true })
  const modules = made.encodings?.map((part) => part.data).join('') ?? ''
  if (!modules.includes('1')) return null
  const [before, after] = QUIET[symbology]
  const path = [...modules.matchAll(/1+/g)]
    .map((run) => `M${before + run.index} 0h${run[0].length}v${HEIGHT}h-${run[0].length}z`)
    .join('')
  return { width: before + modules.length + after, height: HEIGHT, path }
}

function squares(value: string): Drawing {
  const code = makeCode(0, 'M')
  // The library takes one character a byte: the text goes in as UTF-8.
  code.addData(String.fromCharCode(...new TextEncoder().encode(value)))
  code.make()
  const size = code.getModuleCount()
  const runs: string[] = []
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!code.isDark(row, column)) continue
      const start = column
      while (column + 1 < size && code.isDark(row, column + 1)) column += 1
      const length = column - start + 1
      runs.push(`M${QR_QUIET + start} ${QR_QUIET + row}h${length}v1h-${length}z`)
    }
  }
  return { width: size + 2 * QR_QUIET, height: size + 2 * QR_QUIET, path: runs.join('') }
}

function draw(value: string, symbology: Symbology): Drawing | null {
  try {
    return symbology === 'qr' ? squares(value) : bars(value, symbology)
  } catch {
    return null // not a code of this kind: its text is shown anyway
  }
}

export const Picture = memo(function Picture({
  value,
  symbology,
}: {
  value: string
  symbology: Symbology
}) {
  const drawing = draw(value, symbology)
  if (!drawing) return null
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      preserveAspectRatio={symbology === 'qr' ? undefined : 'none'}
      shapeRendering="crispEdges"
      className={
        symbology === 'qr'
          ? 'size-30 rounded-chip border border-line'
          : 'h-14 w-full max-w-56 rounded-chip border border-line py-1.5'
      }
      style={{ background: 'white' }}
    >
      <path d={drawing.path} fill="black" />
    </svg>
  )
})
