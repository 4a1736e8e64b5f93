/** A list and the record that is chosen in it, side by side. */
import { lazy } from 'react'
import { defineView } from '../contract'

export const split = defineView({
  kind: 'split',
  version: 1,
  icon: 'columns-2',
  accepts: () => [],
  showsRecord: true,
  Skeleton: lazy(() =>
    import('./split-skeleton').then((module) => ({ default: module.SplitSkeleton })),
  ),
  load: { View: () => import('./split-view').then((module) => module.SplitView) },
})
