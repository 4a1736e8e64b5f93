import { expect, it } from 'vitest'
import { compileModel, type ViewPlan } from '../meta/plan'
import { model } from '../testing/model-fixture'
import { askedOf } from './asked'
import { type ViewState } from './contract'

const entity = [...compileModel(model).entities.values()].find((each) =>
  each.views.some((view) => view.kind === 'kanban'),
)!
const board = entity.views.find((view) => view.kind === 'kanban')!

it('does not group the rows of a board drawn as another kind', () => {
  const asked = askedOf(entity, board, { as: 'list' })
  expect(asked.group).toBeNull()
  expect(asked.query.as).toBe('list')
  expect(askedOf(entity, board, {}).group?.name).toBe(board.field)
})

it('groups by what the address says', () => {
  const asked = askedOf(entity, board, { as: 'list', group: board.field ?? '' })
  expect(asked.group?.name).toBe(board.field)
  expect(asked.query.group).toBe(board.field)
  expect(asked.isChanged).toBe(true)
})

it('sends colour rules that are not saved yet, and only those', () => {
  const color_rules = [{ when: 'name is empty', color: 'red' as const }]
  const patched: ViewPlan = { ...board, color_rules, patched: ['color_rules'] }
  expect(askedOf(entity, patched, {}).query.color_rules).toBe(JSON.stringify(color_rules))
  expect(askedOf(entity, { ...board, color_rules }, {}).query.color_rules).toBeUndefined()
})

it('says the columns of a board in the second field of its rows, unless fields were chosen', () => {
  const names = (state: ViewState, view = board) =>
    askedOf(entity, view, state).columns.map((field) => field.name)
  expect(names({ as: 'list' })[1]).toBe(board.field)
  expect(names({ as: 'list' }).filter((name) => name === board.field)).toHaveLength(1)
  expect(names({ as: 'list', columns: 'name' })).toEqual(['name'])
  const patched: ViewPlan = { ...board, columns: ['name'], patched: ['columns'] }
  expect(names({ as: 'list' }, patched)).toEqual(['name'])
})
