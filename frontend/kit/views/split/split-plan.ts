/** What a row of two lines says: title and value, a line and the next moment. Pure. */
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../../meta/plan'
import { type Asked } from '../asked'
import { type ViewState } from '../contract'
import { dueField } from '../due/due'
import { cardPlan } from '../kanban/card-plan'

export interface SplitPlan {
  line: FieldPlan | null
  figure: FieldPlan | null
  moment: FieldPlan | null
  /** The moment is a deadline. */
  isDue: boolean
}

export function splitPlan(
  entity: EntityPlan,
  view: ViewPlan,
  state: ViewState,
  asked: Asked,
): SplitPlan {
  const layout = entity.layout('card', view.card)?.items ?? [entity.title]
  const isOwn = state.columns !== undefined || view.kind === 'split'
  const items = isOwn ? asked.columns.map((field) => field.name) : layout
  const due = dueField(entity, view)
  const card = cardPlan(entity, items, asked.group?.name ?? '', false, due)
  const words = [...card.chips, ...card.marks, ...card.rest]
  return {
    line: card.line ?? words[0] ?? null,
    figure: card.figure,
    moment: card.moment,
    isDue: card.isDue ?? false,
  }
}

export function splitFields(
  entity: EntityPlan,
  plan: SplitPlan,
  group: FieldPlan | null,
): string[] {
  const stage = entity.fields.find((field) => field.pipeline && field.access !== 'masked')
  return [
    entity.title,
    ...[plan.line, plan.figure, plan.moment, group, stage].flatMap((field) => field?.name ?? []),
  ]
}
