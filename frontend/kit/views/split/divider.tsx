/** The line between list and record: dragged, or moved with the arrows. The width is kept on this device. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { splitMessages } from './split-messages'

const KEY = 'nexus.split-width'
export const NARROW = 260
export const WIDE = 560
const OWN = 328
const STEP = 16

const clamp = (width: number) => Math.round(Math.max(NARROW, Math.min(WIDE, width)))

function read(): number {
  const kept = Number(localStorage.getItem(KEY))
  return Number.isFinite(kept) && kept > 0 ? clamp(kept) : OWN
}

export function useListWidth(): [number, (width: number) => void] {
  const [width, setWidth] = useState(read)
  return [
    width,
    (next) => {
      localStorage.setItem(KEY, String(clamp(next)))
      setWidth(clamp(next))
    },
  ]
}

interface DividerProps {
  width: number
  onChange: (width: number) => void
}

export function Divider({ width, onChange }: DividerProps) {
  const words = useMessages(splitMessages)
  const [grip, setGrip] = useState<{ x: number; width: number } | null>(null)
  const press = (event: KeyboardEvent) => {
    const to = {
      ArrowLeft: width - STEP,
      ArrowRight: width + STEP,
      Home: NARROW,
      End: WIDE,
      Enter: OWN,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    onChange(to)
  }
  const lift = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    setGrip({ x: event.clientX, width })
  }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={words.divider}
      aria-valuenow={width}
      aria-valuemin={NARROW}
      aria-valuemax={WIDE}
      tabIndex={0}
      onKeyDown={press}
      onDoubleClick={() => onChange(OWN)}
      onPointerDown={lift}
      onPointerMove={(event) => grip && onChange(grip.width + event.clientX - grip.x)}
      onPointerUp={() => setGrip(null)}
      onPointerCancel={() => setGrip(null)}
      className="group relative z-2 -mx-1 w-2 shrink-0 cursor-col-resize touch-none max-md:hidden"
    >
      <span className="absolute inset-y-0 left-1 w-px bg-line group-hover:w-0.5 group-hover:bg-accent group-focus-visible:w-0.5 group-focus-visible:bg-accent" />
    </div>
  )
}
