import { expect, test } from 'vitest'
import { model } from '../testing/model-fixture'
import { compileModel, compilePipeline, withoutWrites } from './plan'
import { type WireStage } from './wire'

const plan = compileModel(model)
const sales = plan.findEntity('lead')?.pipelineByName.get('sales')

test('an entity is found by name and by plural, an unseen one is null', () => {
  expect(plan.findEntity('leads')).toBe(plan.findEntity('lead'))
  expect(plan.findEntity('invoice')).toBeNull()
})

test('a view is addressed without its entity, and the default is the one marked', () => {
  expect(plan.findEntity('lead')?.views.map((view) => view.slug)).toEqual(['board', 'all', 'mine'])
  expect(plan.findEntity('lead')?.defaultView?.slug).toBe('board')
})

test('the ring of a stage fills as it advances; waiting, won and lost have their own shapes', () => {
  expect(sales?.stages.map((stage) => stage.glyph)).toEqual([0, 1, 2, 'pause', 3, 'check', 'cross'])
})

test('moves follow the transitions; staying is always allowed', () => {
  expect(sales?.canMove('new', 'active')).toBe(true)
  expect(sales?.canMove('new', 'closed')).toBe(false)
  expect(sales?.canMove('closed', 'closed')).toBe(true)
})

test('access and colours outside the known sets fall back instead of failing', () => {
  const odd = structuredClone(model)
  const lead = odd.entities.lead
  if (lead?.fields[0]) lead.fields[0].access = 'secret' as never
  if (lead) lead.color = '#ff0000'
  const entity = compileModel(odd).findEntity('lead')
  expect(entity?.fields[0]?.access).toBe('readonly')
  expect(entity?.hue).toBe('indigo')
})

test('without writes nothing can be created, changed or moved, and reading stays', () => {
  const lead = compileModel(withoutWrites(model)).findEntity('lead')
  expect(lead?.can).toMatchObject({ create: false, update: false, move: false })
  expect(lead?.fields.some((field) => field.access === 'editable')).toBe(false)
  expect(lead?.fields.length).toBe(plan.findEntity('lead')?.fields.length)
})

test('a layout asked by a name that is gone gives the first of its kind', () => {
  expect(plan.findEntity('lead')?.layout('card', 'gone')?.name).toBe('card')
  expect(plan.findEntity('lead')?.layout('print')).toBeNull()
})

test('a pipeline of one open stage draws a dashed ring', () => {
  const stage: WireStage = {
    key: 'open',
    label: 'Aberto',
    kind: 'open',
    requires: [],
    has_gate: false,
    confirm: false,
  }
  const pipeline = compilePipeline({
    name: 'p',
    label: 'P',
    field: 's',
    initial: 'open',
    stages: [stage],
    transitions: {},
  })
  expect(pipeline.stages[0]?.glyph).toBe(0)
})

test('two hundred fields compile well under ten milliseconds', () => {
  const big = structuredClone(model)
  const lead = big.entities.lead
  const first = lead?.fields[0]
  if (lead && first)
    lead.fields = Array.from({ length: 200 }, (_, index) => ({ ...first, name: `f${index}` }))
  compileModel(big)
  const started = performance.now()
  compileModel(big)
  expect(performance.now() - started).toBeLessThan(10)
})

test('a column through a link has the field of its end, with the stages of the entity it belongs to', () => {
  const wire = structuredClone(model)
  const lead = wire.entities.lead
  const stage = lead?.fields.find((field) => field.type === 'stage')
  const other = Object.values(wire.entities).find((entity) => entity.name !== 'lead')
  if (!lead || !stage || !other) throw new Error('the fixture has no stage')
  other.far_fields = [
    { ...stage, name: 'lead.stage', label: 'Lead: Etapa', access: 'read', entity: 'lead' },
  ]
  const far = compileModel(wire).findEntity(other.name)?.fieldByName.get('lead.stage')
  expect(far).toMatchObject({ label: 'Lead: Etapa', access: 'readonly' })
  expect(far?.pipeline?.stageByKey.get('new')?.label).toBe('Novos leads')
  expect(compileModel(wire).findEntity(other.name)?.fields).not.toContain(far)
})
