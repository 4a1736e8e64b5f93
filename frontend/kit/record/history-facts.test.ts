// @vitest-environment node
import { expect, it } from 'vitest'
import { type HistoryEntry } from '../client/changes'
import { ApiProblem } from '../client/problem'
import { compileModel, type EntityPlan } from '../meta/plan'
import { model } from '../testing/model-fixture'
import { changeMessages } from './change-messages'
import { canUndo, stayBefore } from './history-facts'
import { undoRefusal } from './undo-words'

const lead = compileModel(model).entities.get('lead') as EntityPlan
const words = changeMessages['pt-BR']

function entry(version: number, at: string, changes: HistoryEntry['changes'], op = 'update') {
  return {
    version,
    op: op as HistoryEntry['op'],
    at,
    by: null,
    actor: 'member',
    origin: 'ui',
    change_set: `c${version}`,
    changes,
  } satisfies HistoryEntry
}
const change = (field: string, before: string | null, after: string | null, more = {}) => ({
  field,
  label: field,
  before,
  after,
  ...more,
})
const moved = [
  entry(4, '2026-11-23T12:00:00Z', [change('stage', 'active', 'lost', { before_label: 'Ativos' })]),
  entry(3, '2026-11-22T12:00:00Z', [change('name', 'A', 'B')]),
  entry(2, '2026-11-20T12:00:00Z', [change('stage', 'new', 'active')]),
]

it('counts the time in a stage from the entry that began it, over other changes', () => {
  expect(stayBefore(moved, 0, 'stage')).toEqual({
    stage: 'Ativos',
    since: '2026-11-20T12:00:00Z',
    until: '2026-11-23T12:00:00Z',
  })
})

it('says no time while the beginning is not loaded', () => {
  expect(stayBefore(moved, 2, 'stage')).toBeNull()
})

it('offers to undo only values this person may write', () => {
  const both = { update: true, move: true }
  const none = { update: false, move: false }
  const named = entry(3, '', [change('name', 'A', 'B')])
  expect(canUndo(named, lead, both)).toBe(true)
  expect(canUndo(named, lead, none)).toBe(false)
  expect(canUndo(entry(1, '', [change('name', null, 'A')], 'create'), lead, both)).toBe(false)
  expect(canUndo(entry(3, '', []), lead, both)).toBe(false)
  expect(canUndo(entry(3, '', [change('name', null, null, { kept: false })]), lead, both)).toBe(
    false,
  )
  expect(canUndo(entry(3, '', [change('gone_field', 'A', 'B')]), lead, both)).toBe(false)
})

it('names the fields that stand in the way of an undo', () => {
  const errors = [{ path: 'fields.name', code: 'conflict', message: '' }]
  const conflict = new ApiProblem({ status: 409, code: 'conflict', detail: 'Mudou.', errors })
  expect(undoRefusal(conflict, lead, words)).toContain(lead.fieldByName.get('name')?.label)
  const other = new ApiProblem({
    status: 409,
    code: 'restore_conflict',
    detail: 'Não cabe.',
    hint: 'Troque.',
  })
  expect(undoRefusal(other, lead, words)).toBe('Não cabe. Troque.')
  expect(undoRefusal(new ApiProblem({ status: 404, code: 'not_found' }), lead, words)).toBe(
    words.undoGone,
  )
})
