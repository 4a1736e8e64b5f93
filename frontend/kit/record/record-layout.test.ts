// @vitest-environment node
import { expect, it } from 'vitest'
import { compileModel } from '../meta/plan'
import { type WireLayout, type WireModel } from '../meta/wire'
import { model } from '../testing/model-fixture'
import { recordPlan } from './record-layout'
import { placeIn } from './trail'

function planOf(layout: Partial<WireLayout> | null) {
  const lead = model.entities.lead
  if (!lead) throw new Error('the fixture has a lead')
  const layouts = layout ? [{ name: 'r', kind: 'record', ...layout }] : []
  const changed: WireModel = {
    ...model,
    entities: { ...model.entities, lead: { ...lead, layouts } },
  }
  const entity = compileModel(changed).entities.get('lead')
  if (!entity) throw new Error('the lead compiles')
  return recordPlan(entity)
}

it('keeps the first tab of fields alone as the panel', () => {
  const plan = planOf({
    tabs: [
      { key: 'a', label: 'Atividades', sections: [{ items: [{ related: 'activities' }] }] },
      {
        key: 'r',
        label: 'Resumo',
        sections: [{ items: ['name', { field: 'owner' }, 'hidden_from_me'] }],
      },
    ],
  })
  expect(plan.panelLabel).toBe('Resumo')
  expect(plan.panel[0]?.items).toHaveLength(2)
  expect(plan.tabs.map((tab) => tab.key)).toEqual(['a'])
})

it('turns a block it does not know into an error card in its place', () => {
  const plan = planOf({
    tabs: [{ key: 'x', label: 'X', sections: [{ items: [{ widget: 'hologram' }] }] }],
    side: [{ widget: 'radar' }],
  })
  expect(plan.tabs[0]?.sections[0]?.items).toEqual([{ kind: 'unknown', key: 'hologram' }])
  expect(plan.side).toEqual([{ kind: 'unknown', key: 'radar' }])
})

it('shows every field when there is no layout', () => {
  const plan = planOf(null)
  expect(plan.tabs).toEqual([])
  expect(plan.panel[0]?.items.length).toBeGreaterThan(5)
})

it('finds the one before and the one after', () => {
  const steps = { ids: ['a', 'b', 'c'], count: { value: 128, capped: false } }
  expect(placeIn(steps, 'b')).toEqual({
    place: 2,
    total: { value: 128, capped: false },
    previous: 'a',
    next: 'c',
  })
  expect(placeIn(steps, 'a')?.previous).toBeNull()
  expect(placeIn(steps, 'z')).toBeNull()
})
