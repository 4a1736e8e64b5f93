/** Seven cards, three to a line, in a group of four and one of three. */
import { expect, it } from 'vitest'
import { type GroupLine } from '../group-lines'
import { nextIndex } from './grid-keys'

const head = (key: string): GroupLine => ({
  kind: 'head',
  key,
  value: key,
  title: null,
  info: null,
})
const line = (from: number, size: number): GroupLine => ({ kind: 'rows', from, size })
const lines = [head('a'), line(0, 3), line(3, 1), head('b'), line(4, 3)]
const go = (index: number, key: string, ctrl = false) => nextIndex(lines, index, key, ctrl)

it('goes sideways in the order of the rows', () => {
  expect(go(2, 'ArrowRight')).toBe(3)
  expect(go(4, 'ArrowLeft')).toBe(3)
  expect(go(6, 'ArrowRight')).toBe(6)
  expect(go(0, 'ArrowLeft')).toBe(0)
})

it('goes up and down in its column, to the last card of a shorter line', () => {
  expect(go(1, 'ArrowDown')).toBe(3)
  expect(go(3, 'ArrowDown')).toBe(4)
  expect(go(6, 'ArrowUp')).toBe(3)
  expect(go(5, 'ArrowDown')).toBe(5)
  expect(go(6, 'PageUp')).toBe(2)
})

it('goes to the ends of the line and of all', () => {
  expect(go(1, 'End')).toBe(2)
  expect(go(2, 'Home')).toBe(0)
  expect(go(1, 'End', true)).toBe(6)
  expect(go(6, 'Home', true)).toBe(0)
  expect(go(1, 'q')).toBeNull()
})
