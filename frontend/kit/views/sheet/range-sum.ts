/** What the numbers of a range add up to, for the line under the sheet. Pure. */
import { type Rect } from '../../engines/grid/grid-range'
import { type FieldPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'

/** Beyond these the sum of what is here would be a guess. */
const LINES_MAX = 2000
const NUMBERS = new Set(['money', 'decimal', 'integer', 'percent'])

/** Null when the range has no numbers, or rows that are not here. */
export function rangeSum(
  rect: Rect,
  fields: readonly FieldPlan[],
  rowOn: (line: number) => Row | undefined,
  /** Another text stands over the value: it is not seen, so it does not count. */
  isRefused: (row: Row, field: FieldPlan) => boolean,
  locale: string,
): string | null {
  const numbers = fields
    .slice(rect.left, rect.right + 1)
    .filter((field) => NUMBERS.has(field.editor) && field.access !== 'masked')
  if (numbers.length === 0 || rect.bottom - rect.top > LINES_MAX) return null
  let sum = 0
  let found = 0
  for (let line = rect.top; line <= rect.bottom; line += 1) {
    const row = rowOn(line)
    for (const field of numbers) {
      const value = Number(row?.[field.name] ?? Number.NaN)
      if (!row || Number.isNaN(value) || isRefused(row, field)) continue
      sum += value
      found += 1
    }
  }
  const digits = { maximumFractionDigits: 2, minimumFractionDigits: Number.isInteger(sum) ? 0 : 2 }
  return found === 0 ? null : sum.toLocaleString(locale, digits)
}
