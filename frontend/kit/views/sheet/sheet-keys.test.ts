// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { nextInRange, rectOf } from '../../engines/grid/grid-range'
import { readTsv, writeTsv } from '../../engines/grid/tsv'
import { pastePlan } from './paste-plan'
import { nextCell, type SheetAction, sheetKey } from './sheet-keys'

const size = { rows: 100, columns: 5, page: 20, head: true }
const at = { row: 10, column: 2 }
const press = (key: string, more: { ctrl?: boolean; shift?: boolean; alt?: boolean } = {}) =>
  sheetKey(at, at, { key, ctrl: false, shift: false, alt: false, ...more }, size)

describe('sheet keys', () => {
  it.each<[string, object, SheetAction]>([
    ['ArrowDown', {}, { kind: 'move', to: { row: 11, column: 2 } }],
    ['ArrowDown', { shift: true }, { kind: 'extend', to: { row: 11, column: 2 } }],
    ['End', { ctrl: true }, { kind: 'move', to: { row: 99, column: 4 } }],
    ['End', { ctrl: true, shift: true }, { kind: 'extend', to: { row: 99, column: 4 } }],
    ['Home', { ctrl: true }, { kind: 'move', to: { row: 0, column: 0 } }],
    ['Enter', {}, { kind: 'edit' }],
    ['F2', {}, { kind: 'edit' }],
    ['ã', {}, { kind: 'edit', typed: 'ã' }],
    ['7', {}, { kind: 'edit', typed: '7' }],
    ['j', {}, { kind: 'edit', typed: 'j' }],
    ['Tab', {}, { kind: 'next', by: 'row', back: false }],
    ['Tab', { shift: true }, { kind: 'next', by: 'row', back: true }],
    ['Delete', {}, { kind: 'clear' }],
    ['d', { ctrl: true }, { kind: 'fill' }],
    ['z', { ctrl: true }, { kind: 'undo' }],
    ['a', { ctrl: true }, { kind: 'all' }],
    [' ', { shift: true }, { kind: 'line' }],
    ['Enter', { ctrl: true }, { kind: 'open' }],
  ])('%s %o', (key, more, wanted) => {
    expect(press(key, more)).toEqual(wanted)
  })

  it.each([
    ['c', { ctrl: true }],
    ['v', { ctrl: true }],
    ['F5', {}],
    ['ArrowDown', { alt: true }],
    ['Control', { ctrl: true }],
  ])('leaves %s %o to the browser', (key, more) => {
    expect(press(key, more)).toBeNull()
  })

  it('extends from where the range reaches, and Enter walks it by columns', () => {
    const key = { key: 'ArrowRight', ctrl: false, shift: true, alt: false }
    expect(sheetKey(at, { row: 12, column: 3 }, key, size)).toEqual({
      kind: 'extend',
      to: { row: 12, column: 4 },
    })
    const enter = { key: 'Enter', ctrl: false, shift: false, alt: false }
    expect(sheetKey(at, { row: 12, column: 3 }, enter, size)).toEqual({
      kind: 'next',
      by: 'column',
      back: false,
    })
  })

  it('goes over the edge to the next line and leaves at the very end', () => {
    expect(nextCell({ row: 3, column: 4 }, 'row', false, size)).toEqual({ row: 4, column: 0 })
    expect(nextCell({ row: 4, column: 0 }, 'row', true, size)).toEqual({ row: 3, column: 4 })
    expect(nextCell({ row: 99, column: 4 }, 'row', false, size)).toBeNull()
    expect(nextCell({ row: 0, column: 0 }, 'row', true, size)).toBeNull()
    expect(nextCell({ row: 99, column: 1 }, 'column', false, size)).toBeNull()
  })
})

describe('ranges', () => {
  const rect = rectOf({ row: 5, column: 3 }, { row: 4, column: 1 })

  it('is the same from either corner', () => {
    expect(rect).toEqual({ top: 4, bottom: 5, left: 1, right: 3 })
  })

  it('is walked round and round', () => {
    expect(nextInRange(rect, { row: 4, column: 3 }, 'row', false)).toEqual({ row: 5, column: 1 })
    expect(nextInRange(rect, { row: 5, column: 3 }, 'row', false)).toEqual({ row: 4, column: 1 })
    expect(nextInRange(rect, { row: 4, column: 1 }, 'row', true)).toEqual({ row: 5, column: 3 })
    expect(nextInRange(rect, { row: 5, column: 1 }, 'column', false)).toEqual({ row: 4, column: 2 })
  })
})

describe('a paste', () => {
  const one = { top: 2, bottom: 2, left: 1, right: 1 }

  it('starts at the corner and is cut at the right edge', () => {
    const plan = pastePlan(2, 3, { ...one, left: 3, right: 3 }, 5)
    expect(plan.rect).toEqual({ top: 2, bottom: 3, left: 3, right: 4 })
    expect(plan.cut).toBe(1)
    expect(plan.cells).toHaveLength(4)
    expect(plan.cells.at(-1)).toEqual({ place: { row: 3, column: 4 }, from: { row: 1, column: 1 } })
  })

  it('fills a range that is whole copies of it', () => {
    const plan = pastePlan(1, 1, { top: 0, bottom: 3, left: 0, right: 1 }, 5)
    expect(plan.cells).toHaveLength(8)
    expect(plan.cells.every(({ from }) => from.row === 0 && from.column === 0)).toBe(true)
  })

  it('keeps its own shape when the range is not', () => {
    expect(pastePlan(2, 2, { top: 0, bottom: 2, left: 0, right: 0 }, 5).rect).toEqual({
      top: 0,
      bottom: 1,
      left: 0,
      right: 1,
    })
  })
})

describe('text of spreadsheets', () => {
  it.each([
    [
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"um\ndois"\tx', [['um\ndois', 'x']]],
    ['"diz ""oi"""\tx', [['diz "oi"', 'x']]],
    ['"5" de largura\tx', [['"5" de largura', 'x']]],
    ['\t\n', [['', '']]],
    ['a\t\nb', [['a', ''], ['b']]],
    ['', [['']]],
  ])('%j', (text, wanted) => {
    expect(readTsv(text)).toEqual(wanted)
  })

  it('comes back as it went', () => {
    const cells = [
      ['a\tb', 'linha 1\nlinha 2'],
      ['"aspas"', 'مرحبا'],
    ]
    expect(readTsv(writeTsv(cells))).toEqual(cells)
  })
})
