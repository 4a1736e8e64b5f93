/** One record with the lists that hang on it, in one request. */
import { queryOptions } from '@tanstack/react-query'
import { keys, loadRecord } from '../client/data'
import { type EntityPlan } from '../meta/plan'
import { type WireLayout, type WireLayoutItem } from '../meta/wire'

export const RELATED_LIMIT = 20

/** A column through a link is not in a row unless it is asked for. */
const columnsOf = (layout: WireLayout | null, name: string): string => {
  const columns = itemsOf(layout).flatMap((item) =>
    isRelated(item) && item.related === name ? (item.columns ?? []) : [],
  )
  return columns.some((column) => column.includes('.')) ? `,fields:${columns.join(',')}` : ''
}

const isRelated = (item: WireLayoutItem): item is { related: string; columns?: string[] } =>
  typeof item === 'object' && 'related' in item

/** Every related list a layout shows, once. */
export function relatedOf(layout: WireLayout | null): string[] {
  return [
    ...new Set(
      itemsOf(layout)
        .filter(isRelated)
        .map((item) => item.related),
    ),
  ]
}

const itemsOf = (layout: WireLayout | null): WireLayoutItem[] => [
  ...(layout?.tabs ?? []).flatMap((tab) => tab.sections.flatMap((section) => section.items)),
  ...(layout?.side ?? []),
]

export function recordQuery(entity: EntityPlan, id: string) {
  const layout = entity.layout('record')
  const related = relatedOf(layout).filter((name) => entity.fieldByName.has(name))
  const lists = related
    .map((name) => `${name}(limit:${RELATED_LIMIT}${columnsOf(layout, name)})`)
    .join(',')
  return queryOptions({
    queryKey: keys.record(entity.name, id),
    queryFn: ({ signal }) => loadRecord(entity.name, id, { with: lists || undefined }, signal),
  })
}
