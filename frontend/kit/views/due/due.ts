/** How near a deadline is: late, soon, or with time to spare. A view names the field (settings.due). Pure. */
import { type FieldContext } from '../../fields/contract'
import { dayOf } from '../../meta/format'
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'

export type Due =
  | { kind: 'late'; by: number; unit: 'day' | 'hour' | 'minute' }
  /** Within the hour: until when. */
  | { kind: 'soon'; until: string }
  /** A day without an hour, and it is today. */
  | { kind: 'today' }
  | { kind: 'ahead' }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const DATES = new Set(['datetime', 'date'])
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/

/** The deadline the view names, else what it calls the next step. */
export function dueField(entity: EntityPlan, view: ViewPlan): FieldPlan | null {
  const named = view.settings?.due ?? view.settings?.next
  const field = typeof named === 'string' ? entity.fieldByName.get(named) : undefined
  return field && DATES.has(field.editor) ? field : null
}

export function dueOf(value: unknown, context: FieldContext): Due | null {
  if (typeof value !== 'string') return null
  const now = context.now()
  if (ISO_DAY.test(value)) {
    const days = daysBetween(value, dayOf(now, context.timeZone))
    if (days > 0) return { kind: 'late', by: days, unit: 'day' }
    return days === 0 ? { kind: 'today' } : { kind: 'ahead' }
  }
  const moment = new Date(value)
  const left = moment.getTime() - now.getTime()
  if (Number.isNaN(left)) return null
  if (left < 0) return lateBy(-left, moment, now, context.timeZone)
  return left <= HOUR ? { kind: 'soon', until: value } : { kind: 'ahead' }
}

/** In days as the calendar counts them; on the same day in hours or minutes. */
function lateBy(late: number, moment: Date, now: Date, timeZone: string): Due {
  const days = daysBetween(dayOf(moment, timeZone), dayOf(now, timeZone))
  if (days > 0) return { kind: 'late', by: days, unit: 'day' }
  return late < HOUR
    ? { kind: 'late', by: Math.max(1, Math.floor(late / MINUTE)), unit: 'minute' }
    : { kind: 'late', by: Math.floor(late / HOUR), unit: 'hour' }
}

const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY)

/** A record whose work is over has no deadline any more. */
export function isOver(entity: EntityPlan, row: Row): boolean {
  return entity.fields.some((field) => {
    const stage = field.pipeline?.stageByKey.get(String(row[field.name] ?? ''))
    return stage !== undefined && stage.kind !== 'open'
  })
}
