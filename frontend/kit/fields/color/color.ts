/** A colour without transparency: "#rrggbb" in lower case. Pure. */
import { type Parsed } from '../contract'

/** Colours at hand: two rows of hues, then greys. Values of records, not of the screen's look. */
export const SWATCHES = [
  '#ef4444',
  '#f97316',
  '#f59e0b',
  '#84cc16',
  '#22c55e',
  '#14b8a6',
  '#06b6d4',
  '#3b82f6',
  '#6366f1',
  '#8b5cf6',
  '#ec4899',
  '#a16207',
  '#64748b',
  '#111827',
] as const

const hex = (part: number) => part.toString(16).padStart(2, '0')

/** "#1D4ED8", "1d4ed8", "#14d" and "rgb(29, 78, 216)". */
export function parseColor(text: string): Parsed<string> {
  const typed = text.trim().toLowerCase()
  if (typed === '') return { ok: true, value: null }
  const parts = /^rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)$/.exec(typed)
  if (parts) {
    const numbers = parts.slice(1).map(Number)
    return numbers.every((part) => part <= 255)
      ? { ok: true, value: `#${numbers.map(hex).join('')}` }
      : { ok: false, code: 'color' }
  }
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(typed)?.[1]
  if (digits === undefined) return { ok: false, code: 'color' }
  const full = digits.length === 6 ? digits : [...digits].map((digit) => digit + digit).join('')
  return { ok: true, value: `#${full}` }
}
