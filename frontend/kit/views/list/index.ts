/** Rows and columns: the whole entity at a glance, sorted and searched on the server. */
import { defineView } from '../contract'
import { ListSkeleton } from './list-skeleton'

export const list = defineView({
  kind: 'list',
  version: 1,
  icon: 'table-2',
  accepts: () => [],
  Skeleton: ListSkeleton,
  load: { View: () => import('./list-view').then((module) => module.ListView) },
})
