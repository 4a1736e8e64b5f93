// @vitest-environment node
import { expect, it } from 'vitest'
import { compileModel, type EntityPlan, type PipelinePlan } from '../meta/plan'
import { model } from '../testing/model-fixture'
import { moveVerdict } from './move-verdict'

const lead = compileModel(model).entities.get('lead') as EntityPlan
const sales = lead.pipelines[0] as PipelinePlan
const row = {
  id: 'a',
  version: 1,
  stage: 'negotiation',
  procedures: [{ id: 'p', title: 'Fios' }],
  service_value: '10.00',
  service_unit: null,
}
const judge = (to: string, change: object = {}) =>
  moveVerdict(lead, sales, { ...row, ...change }, to)

it('names what is missing and what is there', () => {
  const verdict = judge('closed')
  expect(verdict.kind).toBe('missing')
  expect(verdict.kind === 'missing' && verdict.missing.map((field) => field.name)).toEqual([
    'service_unit',
  ])
  expect(verdict.kind === 'missing' && verdict.filled.map((field) => field.name)).toEqual([
    'procedures',
    'service_value',
  ])
})

it('lets go what is complete, and leaves what it cannot see to the server', () => {
  expect(judge('closed', { service_unit: { id: 'u', title: 'Moema' } }).kind).toBe('free')
  const { service_unit: _hidden, ...card } = row
  expect(moveVerdict(lead, sales, card, 'closed').kind).toBe('free')
})

it('refuses what the pipeline does not lead to, and says where it leads', () => {
  const verdict = judge('closed', { stage: 'new' })
  expect(verdict.kind).toBe('refused')
  expect(verdict.kind === 'refused' && verdict.reachable.map((stage) => stage.key)).toContain(
    'active',
  )
  expect(judge('nowhere').kind).toBe('refused')
  expect(judge('negotiation').kind).toBe('same')
})

it('asks to confirm where the stage says so', () => {
  const pipeline = {
    ...sales,
    stageByKey: new Map(
      [...sales.stageByKey].map(([key, stage]) => [key, { ...stage, confirm: true, requires: [] }]),
    ),
  }
  expect(moveVerdict(lead, pipeline, row, 'closed')).toEqual({
    kind: 'missing',
    missing: [],
    filled: [],
  })
})

it('keeps the rules of a move: for whom it is, and what it asks besides the stage', () => {
  const ruled = structuredClone(model)
  const wire = ruled.entities.lead?.pipelines[0]
  if (!wire) throw new Error('the fixture has a pipeline')
  const rule = { allowed: true, requires: ['service_unit'], has_condition: false, message: null }
  wire.transition_rules = {
    negotiation: { active: rule, lost: { ...rule, allowed: false, requires: [] } },
  }
  const entity = compileModel(ruled).entities.get('lead') as EntityPlan
  const pipeline = entity.pipelines[0] as PipelinePlan
  expect(moveVerdict(entity, pipeline, row, 'lost')).toMatchObject({
    kind: 'refused',
    forRole: true,
  })
  const asked = moveVerdict(entity, pipeline, row, 'active')
  expect(asked.kind === 'missing' && asked.missing.map((field) => field.name)).toEqual([
    'service_unit',
  ])
  expect(moveVerdict(entity, pipeline, { ...row, stage: 'new' }, 'active').kind).toBe('free')
})
