/** Tooltips for free: spread tip('Ordenar', 'S') on any element. One layer serves the whole page, so a grid of
    thousands of cells pays nothing. Hover waits 400 ms, keyboard focus shows at once, Escape hides (WCAG 1.4.13). */
import { useEffect, useId, useRef, useState } from 'react'
import { Kbd } from './kbd'

export interface TipProps {
  'data-tip': string
  'data-tip-key'?: string
}

export function tip(label: string, shortcut?: string): TipProps {
  return shortcut ? { 'data-tip': label, 'data-tip-key': shortcut } : { 'data-tip': label }
}

interface Shown {
  label: string
  shortcut: string | undefined
  x: number
  y: number
  below: boolean
}

const GAP = 6
const DELAY = 400

function place(target: HTMLElement): Shown {
  const box = target.getBoundingClientRect()
  const below = box.top < 48
  return {
    label: target.dataset.tip ?? '',
    shortcut: target.dataset.tipKey,
    x: Math.min(Math.max(box.left + box.width / 2, 60), window.innerWidth - 60),
    y: below ? box.bottom + GAP : box.top - GAP,
    below,
  }
}

/** Mount once, near the root. */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown | null>(null)
  const id = useId()
  const described = useRef<HTMLElement | null>(null)

  useEffect(() => {
    let timer = 0
    const hide = () => {
      clearTimeout(timer)
      described.current?.removeAttribute('aria-describedby')
      described.current = null
      setShown(null)
    }
    const show = (target: HTMLElement) => {
      // What is open says more than its tooltip.
      if (!target.isConnected || target.ariaExpanded === 'true') return
      // A name that is already the accessible name is not read twice.
      if (!target.getAttribute('aria-label') && !target.getAttribute('aria-describedby')) {
        target.setAttribute('aria-describedby', id)
        described.current = target
      }
      setShown(place(target))
    }
    const of = (event: Event) =>
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null
    const over = (event: PointerEvent) => {
      clearTimeout(timer)
      const target = of(event)
      if (!target || event.pointerType === 'touch') return hide()
      timer = window.setTimeout(() => show(target), DELAY)
    }
    const focus = (event: FocusEvent) => {
      const target = of(event)
      if (target?.matches(':focus-visible')) show(target)
    }
    const key = (event: KeyboardEvent) => event.key === 'Escape' && hide()
    document.addEventListener('pointerover', over)
    document.addEventListener('pointerdown', hide)
    document.addEventListener('focusin', focus)
    document.addEventListener('focusout', hide)
    document.addEventListener('keydown', key)
    document.addEventListener('scroll', hide, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', over)
      document.removeEventListener('pointerdown', hide)
      document.removeEventListener('focusin', focus)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('keydown', key)
      document.removeEventListener('scroll', hide, true)
    }
  }, [id])

  if (!shown) return null
  return (
    <div
      id={id}
      role="tooltip"
      data-slot="tooltip"
      className="pointer-events-none fixed z-70 flex max-w-80 items-center gap-2 rounded-control bg-fg px-2.25 py-1.5 text-meta font-medium text-surface shadow-pop"
      style={{ left: shown.x, top: shown.y, translate: shown.below ? '-50% 0' : '-50% -100%' }}
    >
      <span>{shown.label}</span>
      {shown.shortcut && (
        <Kbd className="border-transparent bg-surface/15 text-inherit">{shown.shortcut}</Kbd>
      )}
    </div>
  )
}
