/** Cards side by side: each record at a glance, its face as on the board and larger. */
import { lazy } from 'react'
import { defineView } from '../contract'

export const grid = defineView({
  kind: 'grid',
  version: 1,
  icon: 'layout-grid',
  accepts: () => [],
  Skeleton: lazy(() =>
    import('./grid-skeleton').then((module) => ({ default: module.GridSkeleton })),
  ),
  load: { View: () => import('./grid-view').then((module) => module.GridView) },
})
