/** Bars of records, by hand, at 10:42 in São Paulo on 23 November 2026. */
import { expect, it } from 'vitest'
import { compileModel } from '../../meta/plan'
import { model } from '../../testing/model-fixture'
import { askedOf } from '../asked'
import { barsOf } from './bars'
import { planFields, timelinePlan } from './timeline-plan'

const lead = compileModel(model).entities.get('lead')
const board = lead?.views[0]
if (!lead || !board) throw new Error('the fixture has leads on a board')
const planOf = (settings: Record<string, string | null> = {}) => {
  const view = { ...board, settings }
  return timelinePlan(lead, view, askedOf(lead, view, { as: 'timeline' }))
}
const context = { timeZone: 'America/Sao_Paulo', now: new Date('2026-11-23T13:42:00Z') }
const at = (text: string) => Date.parse(text)
const row = (values: object) => ({ id: 'r', version: 1, ...values })

it('has a bar a stage, the last one until now', () => {
  const bars = barsOf(
    row({
      $stages: [
        { stage: 'new', from: '2026-11-12T12:00:00Z', to: '2026-11-13T12:00:00Z' },
        { stage: 'active', from: '2026-11-13T12:00:00Z', to: null },
      ],
    }),
    planOf(),
    context,
  )
  expect(bars.map((bar) => [bar.stage?.label, bar.from, bar.to])).toEqual([
    ['Novos leads', at('2026-11-12T12:00:00Z'), at('2026-11-13T12:00:00Z')],
    ['Ativos', at('2026-11-13T12:00:00Z'), context.now.getTime()],
  ])
  expect(bars[0]?.time).toBeNull()
  expect(bars[1]?.time).toMatchObject({ tone: 'bad', late: 7 }) // three days allowed, ten gone
})

it('still shows a stage the pipeline has no more, and one without a log', () => {
  const gone = [{ stage: 'visited', from: '2026-11-12T12:00:00Z', to: '2026-11-13T12:00:00Z' }]
  expect(barsOf(row({ $stages: gone }), planOf(), context)).toMatchObject([{ stage: null }])
  const bars = barsOf(row({ stage: 'new', stage_since: '2026-11-23T12:00:00Z' }), planOf(), context)
  expect(bars.map((bar) => bar.stage?.key)).toEqual(['new'])
})

it('goes from start to end by dates, whole days to their end', () => {
  const plan = planOf({ start: 'next_contact_at', end: 'last_contact_at' })
  expect(plan.stage).toBeNull()
  const moments = { next_contact_at: '2026-11-20T12:00:00Z', last_contact_at: '2026-11-22' }
  expect(barsOf(row(moments), plan, context)).toMatchObject([
    { from: at('2026-11-20T12:00:00Z'), to: at('2026-11-23T03:00:00Z'), isPoint: false },
  ])
  const day = { next_contact_at: '2026-11-20', last_contact_at: null }
  expect(barsOf(row(day), plan, context)).toMatchObject([
    { from: at('2026-11-20T03:00:00Z'), to: at('2026-11-21T03:00:00Z') },
  ])
})

it('is a point without an end, and with an end before its start', () => {
  const plan = planOf({ start: 'next_contact_at', end: 'last_contact_at' })
  const wrong = {
    next_contact_at: '2026-11-20T12:00:00Z',
    last_contact_at: '2026-11-19T12:00:00Z',
  }
  expect(barsOf(row(wrong), plan, context)).toMatchObject([{ isPoint: true }])
  expect(barsOf(row({ next_contact_at: null }), plan, context)).toEqual([])
})

it('asks for what it draws', () => {
  const plan = planOf({ next: 'next_contact_at' })
  expect(planFields(lead, plan)).toEqual([
    'name',
    'service_value',
    'stage',
    'created_at',
    'next_contact_at',
  ])
})
