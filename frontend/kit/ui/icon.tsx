/** An icon of the curated set by name. Unknown names show a neutral ring, never a hole and never a crash. */
import { type ComponentProps, useSyncExternalStore } from 'react'
import { cn } from './cn'
import { coreIcons } from './icons-core'

type SvgProps = ComponentProps<'svg'>

/** Marks lucide does not carry, drawn on the same 24 grid. */
const MARKS: Record<string, (props: SvgProps) => React.ReactNode> = {
  whatsapp: (props) => (
    <svg {...props}>
      <path d="M3 21l1.6-4.7A9 9 0 1 1 8 19.6z" />
      <path
        d="M9 8.4c-.6.9.1 2.9 2 4.7s3.8 2.6 4.7 2c.7-.5.6-1.2 0-1.6l-1.3-.8c-.5-.3-.9 0-1.2.4-1-.4-1.9-1.3-2.3-2.3.4-.3.6-.7.3-1.2l-.8-1.3c-.4-.5-1-.5-1.4.1z"
        fill="currentColor"
        stroke="none"
      />
    </svg>
  ),
  facebook: (props) => (
    <svg {...props}>
      <path d="M18 2h-3a5 5 0 0 0-5 5v3H7v4h3v8h4v-8h3l1-4h-4V7a1 1 0 0 1 1-1h3z" />
    </svg>
  ),
  instagram: (props) => (
    <svg {...props}>
      <rect x="3" y="3" width="18" height="18" rx="5" />
      <circle cx="12" cy="12" r="4" />
      <circle cx="17" cy="7" r=".6" fill="currentColor" />
    </svg>
  ),
}

type Glyph = (props: SvgProps) => React.ReactNode
let more: Record<string, Glyph> | null = null
let loading = false
const waiting = new Set<() => void>()

function loadMore(): void {
  if (more || loading) return
  loading = true
  import('./icons-more').then(
    (module) => {
      more = module.moreIcons as unknown as Record<string, Glyph>
      for (const wake of waiting) wake()
    },
    () => {
      more = {} // offline: the neutral ring stands in until the next page load
      for (const wake of waiting) wake()
    },
  )
}

function subscribe(wake: () => void): () => void {
  waiting.add(wake)
  return () => waiting.delete(wake)
}

export interface IconProps extends Omit<SvgProps, 'name'> {
  name: string
  /** 16 by default, 14 in meta lines, 12 in chips, 20 in big places. */
  size?: 12 | 14 | 16 | 20 | 24
}

export function Icon({ name, size = 16, className, ...props }: IconProps) {
  const known = (coreIcons[name] as Glyph | undefined) ?? MARKS[name]
  const extra = useSyncExternalStore(subscribe, () => more)
  if (!known && !extra) loadMore()
  const Found =
    known ?? extra?.[name] ?? (extra ? (coreIcons['circle-dashed'] as unknown as Glyph) : null)
  const shared: SvgProps = {
    width: size,
    height: size,
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: 1.75,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
    'aria-hidden': true,
    className: cn('shrink-0', className),
    ...props,
  }
  if (!Found) return <svg {...shared} />
  return name in MARKS ? <Found viewBox="0 0 24 24" {...shared} /> : <Found {...shared} />
}

/** True when the name is drawn for real; the designer warns on the others. */
export function isCuratedIcon(name: string): boolean {
  return name in coreIcons || name in MARKS || (more !== null && name in more)
}
