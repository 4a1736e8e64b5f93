/** The paper to sign on. Keeps strokes, not pixels: undo, sharp on any screen, and dark ink when it is sent. */
import {
  type PointerEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { useMessages } from '../../i18n/locale-context'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { FieldError } from '../../ui/field'
import { IconButton } from '../../ui/icon-button'
import { signatureMessages } from './messages'
import { boundsOf, drawStrokes, lengthOf, SHORTEST, type Stroke } from './strokes'

/** For who saves the field: what was drawn is used; false when it is too short. */
export interface PadHandle {
  use: () => Promise<boolean>
}

interface PadProps {
  label: string
  dense: boolean
  invalid?: boolean
  strokes: readonly Stroke[]
  onStrokes: (change: (before: readonly Stroke[]) => readonly Stroke[]) => void
  ref: Ref<PadHandle>
  /** Saving the field takes what was drawn: no button of its own. */
  isSavedAround: boolean
  onUse: (file: File) => void
  /** The way in for who cannot draw. */
  children: ReactNode
}

const PEN = 2.25
const SHARP = 2 // pixels of the picture for one of the paper

async function pictureOf(strokes: readonly Stroke[], ink: string, name: string): Promise<File> {
  const box = boundsOf(strokes, PEN * 3)
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil((box?.width ?? 1) * SHARP)
  canvas.height = Math.ceil((box?.height ?? 1) * SHARP)
  const context = canvas.getContext('2d')
  if (context && box) {
    context.scale(SHARP, SHARP)
    context.translate(-box.x, -box.y)
    drawStrokes(context, strokes, { color: ink, width: PEN })
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  return new File([blob ?? new Blob()], name, { type: 'image/png' })
}

export function Pad(props: PadProps) {
  const { label, dense, invalid, strokes, onStrokes, ref, isSavedAround, onUse, children } = props
  const words = useMessages(signatureMessages)
  const [isShort, setShort] = useState(false)
  const [size, setSize] = useState({ width: 0, height: 0 })
  const canvas = useRef<HTMLCanvasElement>(null)
  const pen = useRef<number | null>(null)

  useEffect(() => {
    const paper = canvas.current
    if (!paper) return
    const watch = new ResizeObserver(() =>
      setSize({ width: paper.clientWidth, height: paper.clientHeight }),
    )
    watch.observe(paper)
    return () => watch.disconnect()
  }, [])
  useEffect(() => {
    const paper = canvas.current
    const context = paper?.getContext('2d')
    if (!paper || !context) return
    const ratio = window.devicePixelRatio || 1
    paper.width = size.width * ratio
    paper.height = size.height * ratio
    context.scale(ratio, ratio)
    drawStrokes(context, strokes, { color: getComputedStyle(paper).color, width: PEN })
  }, [strokes, size])

  const points = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const all = event.nativeEvent.getCoalescedEvents?.() ?? []
    return (all.length > 0 ? all : [event.nativeEvent]).map((one) => ({
      x: one.clientX - box.left,
      y: one.clientY - box.top,
    }))
  }
  const use = async () => {
    if (lengthOf(strokes) < SHORTEST) {
      setShort(true)
      return false
    }
    const ink = canvas.current ? getComputedStyle(canvas.current).color : 'black'
    onUse(await pictureOf(strokes, ink, words.fileName))
    return true
  }
  useImperativeHandle(ref, () => ({ use }))
  const isEmpty = strokes.length === 0
  return (
    <div className="flex flex-col gap-2">
      <div
        className={cn(
          'relative overflow-hidden rounded-control border border-line-input bg-paper text-ink',
          invalid && 'border-bad ring-1 ring-bad',
        )}
      >
        <canvas
          ref={canvas}
          role="img"
          aria-label={words.pad(label)}
          className={cn('block w-full cursor-crosshair touch-none', dense ? 'h-24' : 'h-32')}
          onPointerDown={(event) => {
            if (event.button !== 0) return
            event.currentTarget.setPointerCapture?.(event.pointerId)
            pen.current = event.pointerId
            setShort(false)
            const found = points(event)
            onStrokes((before) => [...before, found])
          }}
          onPointerMove={(event) => {
            if (pen.current !== event.pointerId) return
            const found = points(event)
            onStrokes((before) => [...before.slice(0, -1), [...(before.at(-1) ?? []), ...found]])
          }}
          onPointerUp={() => {
            pen.current = null
          }}
          onPointerCancel={() => {
            pen.current = null
          }}
        />
        <span
          aria-hidden
          className="pointer-events-none absolute inset-x-4 bottom-7 border-t border-dashed border-ink/30"
        />
        {isEmpty && (
          <span
            aria-hidden
            className="pointer-events-none absolute inset-x-4 bottom-1.5 text-meta text-ink/65"
          >
            {words.here}
          </span>
        )}
      </div>
      {isShort && <FieldError>{words.tooShort}</FieldError>}
      <div className="flex flex-wrap items-center gap-1.5">
        {!isEmpty && (
          <>
            {!isSavedAround && (
              <Button size={dense ? 'small' : 'toolbar'} onClick={() => void use()}>
                {words.use}
              </Button>
            )}
            <IconButton
              icon="undo-2"
              label={words.undo}
              onClick={() => onStrokes((before) => before.slice(0, -1))}
            />
            <Button
              size={dense ? 'small' : 'toolbar'}
              variant="ghost"
              onClick={() => onStrokes(() => [])}
            >
              {words.clear}
            </Button>
          </>
        )}
        {children}
      </div>
      <p className="sr-only">{words.keyboard}</p>
    </div>
  )
}
