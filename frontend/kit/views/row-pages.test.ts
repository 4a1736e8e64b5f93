// @vitest-environment node
import { expect, it } from 'vitest'
import { farPages, lengthOf, pagesOf } from './row-pages'

const page = (number: number, rows: number, more: boolean) => ({
  page: number,
  data: {
    kind: 'list',
    data: Array.from({ length: rows }, (_, index) => ({ id: `${number}-${index}`, version: 1 })),
    page: { next: more ? 'x' : null, has_next: more },
  },
})

it('knows which pages a stretch of rows is on', () => {
  expect(pagesOf(0, 30, 200)).toEqual([0])
  expect(pagesOf(190, 210, 200)).toEqual([0, 1])
  expect(pagesOf(99_990, 99_999, 200)).toEqual([499])
})

it('lets go the farthest pages first, never the first page nor one in sight', () => {
  const kept = Array.from({ length: 27 }, (_, index) => index)
  expect(farPages(kept, [26], 25)).toEqual([1, 2])
  expect(farPages(kept, [2, 3], 25)).toEqual([26, 25])
  expect(farPages(kept.slice(0, 20), [5], 25)).toEqual([])
})

it('is as long as the count, or as what is here and one page more', () => {
  const count = { value: 100_000, capped: false }
  expect(lengthOf([page(0, 200, true)], count, 200)).toBe(100_000)
  expect(lengthOf([page(0, 200, true)], { value: 1000, capped: true }, 200)).toBe(400)
  expect(lengthOf([page(0, 200, true), page(1, 40, false)], undefined, 200)).toBe(240)
  // Counted before some were thrown away.
  expect(lengthOf([page(0, 40, false)], { value: 60, capped: false }, 200)).toBe(40)
})
