// @vitest-environment node
import { expect, it } from 'vitest'
import { compileModel, type StagePlan } from '../meta/plan'
import { model } from '../testing/model-fixture'
import { recordMessages } from './record-messages'
import { stageTime, stageTimeText } from './stage-time'

const words = recordMessages['pt-BR']
const now = new Date('2026-11-23T13:42:00Z')
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()
const negotiation = compileModel(model)
  .entities.get('lead')
  ?.pipelines[0]?.stageByKey.get('negotiation') as StagePlan
const stage = { ...negotiation, max_days: 3 }
const told = (days: number, of: StagePlan = stage) => {
  const time = stageTime(ago(days), of, now)
  return (
    time && [
      stageTimeText(time, of, words),
      time.tone,
      time.part === null ? null : Math.round(time.part * 100),
    ]
  )
}

it('says the time against the limit', () => {
  expect(told(0.2)).toEqual(['hoje', 'plain', 7])
  expect(told(2)).toEqual(['2 d de 3', 'plain', 67])
  expect(told(2.4)).toEqual(['2 d de 3', 'warn', 80])
})

it('says how late it is, in whole days', () => {
  expect(told(3.1)).toEqual(['Atrasado 1 dia', 'bad', 103])
  expect(told(5.5)).toEqual(['Atrasado 2 dias', 'bad', 183])
})

it('has no limit where the stage has none, and is done when won', () => {
  expect(told(9, { ...stage, max_days: null })).toEqual(['9 d', 'plain', null])
  expect(told(9, { ...stage, kind: 'won' })).toEqual(['9 d', 'ok', 100])
  expect(told(9, { ...stage, kind: 'lost' })).toEqual(['9 d', 'plain', null])
})

it('says nothing without a date', () => {
  expect(stageTime(undefined, stage, now)).toBeNull()
  expect(stageTime('never', stage, now)).toBeNull()
})
