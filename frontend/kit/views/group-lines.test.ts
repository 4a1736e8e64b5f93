/** Rows in groups, by hand. */
import { expect, it } from 'vitest'
import { compileField } from '../meta/plan'
import { model } from '../testing/model-fixture'
import { groupLines, lineOf } from './group-lines'

const wire = model.entities.lead?.fields.find((field) => field.name === 'channel')
if (!wire) throw new Error('the fixture has a channel')
const channel = compileField('lead', wire, new Map())
const row = (id: string, value: unknown) => ({ id, version: 1, channel: value })

it('starts a line with every group and fills it across', () => {
  const rows = [row('a', 'site'), row('b', 'site'), row('c', 'site'), row('d', 'instagram')]
  const groups = [
    { key: 'site', count: { value: 9, capped: false }, measures: {} },
    { key: 'instagram', count: { value: 1, capped: false }, measures: {} },
  ]
  expect(groupLines([...rows, row('e', null)], channel, groups, 2)).toEqual([
    { kind: 'head', key: 'site', value: 'site', title: null, info: groups[0] },
    { kind: 'rows', from: 0, size: 2 },
    { kind: 'rows', from: 2, size: 1 },
    { kind: 'head', key: 'instagram', value: 'instagram', title: null, info: groups[1] },
    { kind: 'rows', from: 3, size: 1 },
    { kind: 'head', key: 'null', value: null, title: null, info: null },
    { kind: 'rows', from: 4, size: 1 },
  ])
})

it('calls a group of linked records by their title', () => {
  const rows = [row('a', { id: 'u1', title: 'Moema' }), row('b', { id: 'u1', title: 'Moema' })]
  const lines = groupLines(rows, channel, undefined)
  expect(lines.map((line) => (line.kind === 'head' ? line.title : line.from))).toEqual([
    'Moema',
    0,
    1,
  ])
})

it('has no heads without a field, and knows the line of a row', () => {
  const lines = groupLines([row('a', 1), row('b', 2), row('c', 3)], null, undefined, 2)
  expect(lines.map((line) => line.kind)).toEqual(['rows', 'rows'])
  expect(lineOf(lines, 2)).toBe(1)
  expect(lineOf(lines, 3)).toBe(-1)
})
