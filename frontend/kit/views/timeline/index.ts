/** Records along time: a bar of stages each, or from one date to another. */
import { lazy } from 'react'
import { defineView } from '../contract'
import { dateFields } from './date-fields'

export const timeline = defineView({
  kind: 'timeline',
  version: 1,
  icon: 'chart-gantt',
  accepts: (entity) => (dateFields(entity).length > 0 ? [] : ['date_field_missing']),
  Skeleton: lazy(() =>
    import('./timeline-skeleton').then((module) => ({ default: module.TimelineSkeleton })),
  ),
  load: { View: () => import('./timeline-view').then((module) => module.TimelineView) },
})
