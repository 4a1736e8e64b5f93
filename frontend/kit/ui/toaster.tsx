/** Short notices at the foot of the screen, with undo. The line under one is the time left; hover and focus stop it. */
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import { kitMessages } from '../i18n/kit-messages'
import { useMessages } from '../i18n/locale-context'
import { Button } from './button'
import { cn } from './cn'
import { Icon } from './icon'
import { IconButton } from './icon-button'
import { Kbd } from './kbd'

export interface Toast {
  /** One sentence, in the language of the person. */
  text: string
  tone?: 'ok' | 'bad' | 'plain'
  undo?: () => void
  /** The change set that undo takes back: once it went back otherwise, the notice goes. */
  changeSet?: string
  action?: { label: string; run: () => void }
  /** Milliseconds; 8 s with undo, 5 s without. Errors stay until closed. */
  duration?: number
}
interface Shown extends Toast {
  id: number
}

/** Ctrl+Z reaches further back than a notice stays, but not to what nobody has in mind any more. */
const UNDO_FOR = 120_000
const UNDO_MOST = 20

let toasts: Shown[] = []
/** What can still be taken back, oldest first, whether its notice is there or not. */
let undoable: (Shown & { until: number })[] = []
let lastId = 0
const listeners = new Set<() => void>()
function publish(next: Shown[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Shows a notice; returns a function that takes it away. */
export function toast(notice: Toast): () => void {
  lastId += 1
  const id = lastId
  // The same words twice are one notice. An error waits behind newer ones until it is closed; of the rest two are kept.
  const others = toasts.filter((shown) => shown.text !== notice.text || shown.undo)
  publish([
    ...others.filter((one) => one.tone === 'bad' || one === others.at(-1)),
    { ...notice, id },
  ])
  if (notice.undo)
    undoable = [...undoable, { ...notice, id, until: Date.now() + UNDO_FOR }].slice(-UNDO_MOST)
  return () => dismiss(id)
}
export function dismissToasts(): void {
  undoable = []
  publish([])
}
/** Takes away the notices that offer to undo this change set. */
export function dismissUndo(changeSet: string): void {
  undoable = undoable.filter((shown) => shown.changeSet !== changeSet)
  publish(toasts.filter((shown) => shown.changeSet !== changeSet))
}
function dismiss(id: number): void {
  publish(toasts.filter((shown) => shown.id !== id))
}
/** Runs the undo of the newest change that has one; false when there is none. Ctrl+Z uses it. */
export function undoLast(): boolean {
  const last = undoable.findLast((shown) => shown.until > Date.now())
  if (!last?.undo) return false
  undoable = undoable.filter((shown) => shown.id !== last.id)
  dismiss(last.id)
  last.undo()
  return true
}

const ICON = { ok: 'circle-check', bad: 'circle-alert', plain: '' }
const COLOR = { ok: 'text-ok', bad: 'text-bad', plain: '' }

function ToastCard({ shown }: { shown: Shown }) {
  const words = useMessages(kitMessages)
  const [paused, setPaused] = useState(false)
  const tone = shown.tone ?? 'plain'
  const stays = tone === 'bad' && shown.duration === undefined
  const duration = shown.duration ?? (shown.undo || shown.action ? 8000 : 5000)
  const left = useRef(duration)
  const close = useEffectEvent(() => dismiss(shown.id))

  useEffect(() => {
    if (paused || stays) return
    const started = performance.now()
    const timer = setTimeout(() => close(), left.current)
    return () => {
      clearTimeout(timer)
      left.current -= performance.now() - started
    }
  }, [paused, stays])

  const act = (run: () => void) => () => {
    undoable = undoable.filter((one) => one.id !== shown.id)
    dismiss(shown.id)
    run()
  }
  return (
    <div
      data-slot="toast"
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
      className="pointer-events-auto relative flex min-h-11 max-w-140 items-center gap-2.5 overflow-hidden rounded-card bg-raised py-1.5 pr-2 pl-3.5 text-fg shadow-pop"
    >
      {ICON[tone] && <Icon name={ICON[tone]} className={COLOR[tone]} />}
      <span className="min-w-0 grow">{shown.text}</span>
      {shown.undo && (
        <Button variant="ghost" className="text-accent-text" onClick={act(shown.undo)}>
          {words.undo}
          <Kbd aria-hidden className="ml-0.5 max-md:hidden">
            Ctrl Z
          </Kbd>
        </Button>
      )}
      {shown.action && (
        <Button variant="ghost" className="text-accent-text" onClick={act(shown.action.run)}>
          {shown.action.label}
        </Button>
      )}
      <IconButton icon="x" label={words.close} onClick={() => dismiss(shown.id)} />
      {!stays && (
        <span
          aria-hidden
          className={cn(
            'absolute bottom-0 left-0 h-0.5 w-full bg-accent',
            paused && '[animation-play-state:paused]!',
          )}
          style={{ animation: `count-down ${duration}ms linear forwards` }}
        />
      )}
    </div>
  )
}

/** Mount once, near the root. */
export function Toaster() {
  const words = useMessages(kitMessages)
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <section
      aria-label={words.notices}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-60 flex flex-col items-center gap-2 px-4"
      style={{ marginBottom: 'var(--notice)' }}
    >
      {shown.slice(-2).map((item) => (
        <ToastCard key={item.id} shown={item} />
      ))}
    </section>
  )
}
