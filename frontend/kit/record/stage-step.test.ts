// @vitest-environment node
import { expect, it } from 'vitest'
import { compileModel } from '../meta/plan'
import { model } from '../testing/model-fixture'
import { stepState } from './stage-step'

const pipeline = compileModel(model).entities.get('lead')?.pipelines[0]
const open = pipeline?.stages.filter((one) => one.kind === 'open' && one.glyph !== 'pause') ?? []
const lost = pipeline?.stages.find((one) => one.kind === 'lost')
const states = (at: number, stays: Record<string, number>) =>
  open.map((stage) => stepState(stage, open[at], stays))

it('checks only the stages the record was in', () => {
  const [first, second] = open
  expect(open.length).toBeGreaterThan(2)
  const rest = open.slice(3).map(() => 'next')
  expect(states(2, { [first?.key ?? '']: 0 })).toEqual(['done', 'skipped', 'now', ...rest])
  expect(states(2, { [first?.key ?? '']: 8, [second?.key ?? '']: 90 })).toEqual([
    'done',
    'done',
    'now',
    ...rest,
  ])
})

it('keeps a stage ahead ahead, though the record went back from it', () => {
  expect(states(0, { [open[1]?.key ?? '']: 60 })).toEqual([
    'now',
    ...open.slice(1).map(() => 'next'),
  ])
})

it('has nothing behind a record that was lost', () => {
  const [first] = open
  if (!first) throw new Error('the model has no open stage')
  expect(stepState(first, lost, { [first.key]: 60 })).toBe('next')
})
