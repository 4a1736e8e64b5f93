/** What of a record stands on the line of time, in instants: its stages, or from its start to its end. Pure. */
import { addDays, isDay, startOf } from '../../engines/time/time-scale'
import { type FieldPlan, type StagePlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { type StageTime, stageTime } from '../../record/stage-time'
import { type TimelinePlan } from './timeline-plan'

export interface Bar {
  key: string
  from: number
  to: number
  stage: StagePlan | null
  /** Of the stage it is in now: how much of its time is gone. */
  time: StageTime | null
  /** A moment without a length. */
  isPoint: boolean
}

export interface BarContext {
  timeZone: string
  now: Date
}

/** A day is a whole day of the clinic: `isEnd` gives where it ends. */
export function instantOf(
  value: unknown,
  field: FieldPlan | null,
  timeZone: string,
  isEnd = false,
): number | null {
  if (!field || typeof value !== 'string') return null
  if (isDay(value)) return startOf(isEnd ? addDays(value, 1) : value, timeZone)
  const instant = Date.parse(value)
  return Number.isNaN(instant) ? null : instant
}

export function barsOf(row: Row, plan: TimelinePlan, context: BarContext): Bar[] {
  return plan.stage ? stageBars(row, plan.stage, context) : dateBar(row, plan, context)
}

function stageBars(row: Row, field: FieldPlan, { now }: BarContext): Bar[] {
  const present = now.getTime()
  const since = row[`${field.name}_since`]
  const spans =
    row.$stages ??
    (typeof since === 'string' ? [{ stage: String(row[field.name]), from: since, to: null }] : [])
  return spans.flatMap((span, index) => {
    const from = Date.parse(span.from)
    const to = span.to === null ? Math.max(present, from) : Date.parse(span.to)
    if (Number.isNaN(from) || Number.isNaN(to)) return []
    const stage = field.pipeline?.stageByKey.get(span.stage) ?? null
    const isNow = index === spans.length - 1 && span.to === null
    const time = isNow && stage ? stageTime(span.from, stage, now) : null
    return [{ key: `${span.from} ${span.stage}`, from, to, stage, time, isPoint: false }]
  })
}

function dateBar(row: Row, plan: TimelinePlan, { timeZone }: BarContext): Bar[] {
  const from = instantOf(row[plan.start?.name ?? ''], plan.start, timeZone)
  if (from === null) return []
  const end = instantOf(row[plan.end?.name ?? ''], plan.end, timeZone, true)
  const isDayLong = isDay(String(row[plan.start?.name ?? '']))
  const own = isDayLong ? startOf(addDays(String(row[plan.start?.name ?? '']), 1), timeZone) : from
  const to = end !== null && end > from ? end : own
  return [{ key: 'own', from, to, stage: null, time: null, isPoint: to === from }]
}
