/** Rows and columns to be filled like a spreadsheet: ranges, paste, fill, undo. */

import { defineView } from '../contract'
import { ListSkeleton } from '../list/list-skeleton'

export const sheet = defineView({
  kind: 'sheet',
  version: 1,
  icon: 'rows-3',
  accepts: () => [],
  Skeleton: ListSkeleton,
  load: { View: () => import('./sheet-view').then((module) => module.SheetView) },
})
