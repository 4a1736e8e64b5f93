/** Which pages hold which rows, which may go, and how long a list is that is known in part. Pure. */
import { type CountInfo, type ListData } from '../meta/wire'

export function pagesOf(first: number, last: number, size: number): number[] {
  const from = Math.max(0, Math.floor(first / size))
  const to = Math.max(from, Math.floor(last / size))
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** Pages beyond as many as may stay, the farthest from what is in sight first; the first page always stays. */
export function farPages(
  kept: readonly number[],
  sight: readonly number[],
  most: number,
): number[] {
  const inSight = new Set(sight)
  const middle = (Math.min(...sight) + Math.max(...sight)) / 2
  const free = kept
    .filter((page) => page !== 0 && !inSight.has(page))
    .sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle))
  return free.slice(0, Math.max(0, kept.length - most))
}

interface Page {
  page: number
  data: ListData
}

/** The count where it is known; else what is here, and one page more where there is more. */
export function lengthOf(
  pages: readonly Page[],
  count: CountInfo | undefined,
  size: number,
): number {
  const end = pages.reduce(
    (most, { page, data }) => Math.max(most, page * size + data.data.length),
    0,
  )
  const last = pages.at(-1)
  if (count && !count.capped) {
    // Rows may have come or gone since they were counted: the last page knows better.
    return last && !last.data.page.has_next ? end : Math.max(count.value, end)
  }
  return last?.data.page.has_next ? end + size : end
}
