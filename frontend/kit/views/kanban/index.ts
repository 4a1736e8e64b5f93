/** Columns of cards by stage: work a pipeline by moving cards. */
import { defineView } from '../contract'
import { KanbanSkeleton } from './kanban-skeleton'

export const kanban = defineView({
  kind: 'kanban',
  version: 1,
  icon: 'square-kanban',
  accepts: (entity, view) => {
    const field = view.field
      ? entity.fieldByName.get(view.field)
      : entity.fields.find((one) => one.pipeline)
    return field?.pipeline ? [] : ['stage_field_missing']
  },
  Skeleton: KanbanSkeleton,
  load: { View: () => import('./kanban-view').then((module) => module.KanbanView) },
})
