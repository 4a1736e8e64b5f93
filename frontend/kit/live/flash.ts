/** What somebody else changed lights up once, where it stands. Nothing moves, and nothing at all with reduced motion. */
import { type Row } from '../meta/wire'

const LASTS = 1200
const OWN = new Set(['version', 'updated_at', 'updated_by'])

/** Names of the fields whose values differ; null for a row that was not there. */
export function changedFields(before: Row | undefined, after: Row): string[] | null {
  if (!before) return null
  return Object.keys(after).filter(
    (name) => !OWN.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
}

function light(element: Element): void {
  const colour = getComputedStyle(document.documentElement).getPropertyValue('--accent-soft').trim()
  if (!colour) return
  element.animate([{ backgroundColor: colour }, { backgroundColor: colour, offset: 0.5 }, {}], {
    duration: LASTS,
    easing: 'ease-out',
  })
}

/** A row or card is known by its id, in the words of the view that draws it. */
const rowsOf = (id: string) => {
  const name = CSS.escape(id)
  const words = [`[data-card="${name}"]`, `[data-record="${name}"]`, `a[data-row="${name}"]`]
  return document.querySelectorAll(`main :is(${[...words, `[data-cell="${name} 0"]`].join(', ')})`)
}

function lightRow(id: string, fields: string[] | null): void {
  for (const row of rowsOf(id)) {
    const cells = (fields ?? []).flatMap((field) => [
      ...row.querySelectorAll(`[data-field="${CSS.escape(field)}"]`),
    ])
    // A link that covers its card has no ground of its own.
    const whole = row instanceof HTMLAnchorElement ? (row.closest('article, li') ?? row) : row
    for (const element of cells.length > 0 ? cells : [whole]) light(element)
  }
}

/** After the change was drawn: each row with the fields that changed, null for all of it. */
export function flash(rows: ReadonlyMap<string, string[] | null>): void {
  if (rows.size === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches) return
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      for (const [id, fields] of rows) if (fields?.length !== 0) lightRow(id, fields)
    }),
  )
}
