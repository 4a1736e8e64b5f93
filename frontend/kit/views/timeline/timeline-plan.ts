/** Which fields a timeline draws: what fills a bar, where it starts and ends, the next step, the value at the left. Pure. */
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../../meta/plan'
import { type Asked } from '../asked'
import { dueField } from '../due/due'
import { dateFields } from './date-fields'

export interface TimelinePlan {
  /** The stages a bar is made of; null where the bar goes from start to end. */
  stage: FieldPlan | null
  start: FieldPlan | null
  end: FieldPlan | null
  /** Drawn as a mark at the right. */
  next: FieldPlan | null
  /** The next step is something to be done by then: late is said in words. */
  isDue: boolean
  /** A figure beside the title. */
  figure: FieldPlan | null
}

const SYSTEM = new Set(['created_at', 'updated_at'])

/** The stage field a view names, or the first there is; never one that is masked. */
export function stageOf(entity: EntityPlan, view: ViewPlan): FieldPlan | null {
  const named = view.settings?.stage
  if (named === null || named === '') return null
  const field =
    typeof named === 'string'
      ? entity.fieldByName.get(named)
      : entity.fields.find((one) => one.pipeline)
  return field?.pipeline && field.access !== 'masked' ? field : null
}

/** The date a person chose to draw by in place of the stages. */
export const chosenDate = (view: ViewPlan): string | null =>
  typeof view.settings?.start === 'string' ? view.settings.start : null

/** The stages of a record begin where it was made: with another start, or an end, they are not what it is about. */
export function drawsStages(entity: EntityPlan, view: ViewPlan): boolean {
  const isOfView = view.kind === 'timeline' && view.field && view.field !== 'created_at'
  const hasEnd = typeof view.settings?.end === 'string'
  return stageOf(entity, view) !== null && !isOfView && !hasEnd
}

export function timelinePlan(entity: EntityPlan, view: ViewPlan, asked: Asked): TimelinePlan {
  const dates = dateFields(entity)
  const named = (name: unknown) => dates.find((field) => field.name === name) ?? null
  const chosen = named(chosenDate(view))
  const own = view.kind === 'timeline' ? named(view.field) : null
  const shown = [...asked.columns, ...cardFields(entity, view)]
  const due = dueField(entity, view)
  const start = chosen ?? own ?? named('created_at') ?? dates[0] ?? null
  const end = named(view.settings?.end)
  const moment = shown.find((field) => dates.includes(field) && !SYSTEM.has(field.name))
  const next = due && dates.includes(due) ? due : (moment ?? null)
  return {
    stage: chosen === null && drawsStages(entity, view) ? stageOf(entity, view) : null,
    start,
    end,
    next: next !== start && next !== end ? next : null,
    isDue: next === due,
    figure: shown.find((field) => field.editor === 'money') ?? null,
  }
}

function cardFields(entity: EntityPlan, view: ViewPlan): FieldPlan[] {
  const items = entity.layout('card', view.card)?.items ?? []
  return items.flatMap((item) => {
    const name = typeof item === 'string' ? item : 'field' in item ? item.field : ''
    return entity.fieldByName.get(name) ?? []
  })
}

export function planFields(entity: EntityPlan, plan: TimelinePlan): string[] {
  const { stage, start, end, next, figure } = plan
  return [entity.title, ...[figure, stage, start, end, next].flatMap((field) => field?.name ?? [])]
}
