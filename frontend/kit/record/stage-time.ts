/** How long a record is in its stage, against the most it should: a part for the line of time, the same fact in words. Pure. */
import { type StagePlan } from '../meta/plan'
import { type FileteTone, toneOf } from '../ui/filete'

const DAY = 86_400_000

export interface StageTime {
  /** 0 to more than 1; null when the stage has no limit. */
  part: number | null
  tone: FileteTone
  days: number
  /** Whole days over the limit. */
  late: number
}

export function stageTime(since: unknown, stage: StagePlan, now: Date): StageTime | null {
  if (typeof since !== 'string') return null
  const entered = Date.parse(since)
  if (Number.isNaN(entered)) return null
  const days = Math.max(0, (now.getTime() - entered) / DAY)
  const won = stage.kind === 'won' || stage.kind === 'done'
  if (won) return { part: 1, tone: 'ok', days, late: 0 }
  if (stage.kind !== 'open' || !stage.max_days) return { part: null, tone: 'plain', days, late: 0 }
  const part = days / stage.max_days
  return {
    part,
    tone: toneOf(part),
    days,
    late: part > 1 ? Math.max(1, Math.floor(days - stage.max_days)) : 0,
  }
}

interface TimeWords {
  today: string
  days: (count: number) => string
  daysOf: (count: number, most: number) => string
  late: (count: number) => string
}

export function stageTimeText(time: StageTime, stage: StagePlan, words: TimeWords): string {
  if (time.late > 0) return words.late(time.late)
  const whole = Math.floor(time.days)
  if (whole === 0) return words.today
  return time.part !== null && stage.kind === 'open' && stage.max_days
    ? words.daysOf(whole, stage.max_days)
    : words.days(whole)
}
