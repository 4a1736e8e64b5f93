/** Columns of cards by stage, or by the options of a choice field: work them by moving cards. */
import { defineView } from '../contract'
import { isChoice } from './choice-columns'
import { KanbanSkeleton } from './kanban-skeleton'

export const kanban = defineView({
  kind: 'kanban',
  version: 1,
  icon: 'square-kanban',
  accepts: (entity, view) => {
    const field = view.field
      ? entity.fieldByName.get(view.field)
      : entity.fields.find((one) => one.pipeline)
    return field && (field.pipeline || isChoice(field)) ? [] : ['stage_field_missing']
  },
  Skeleton: KanbanSkeleton,
  load: { View: () => import('./kanban-view').then((module) => module.KanbanView) },
})
