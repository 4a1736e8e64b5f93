/** One record with the lists that hang on it, in one request. */
import { queryOptions } from '@tanstack/react-query'
import { keys, loadRecord } from '../client/data'
import { type EntityPlan } from '../meta/plan'
import { type WireLayout, type WireLayoutItem } from '../meta/wire'

export const RELATED_LIMIT = 20

const isRelated = (item: WireLayoutItem): item is { related: string; columns?: string[] } =>
  typeof item === 'object' && 'related' in item

/** Every related list a layout shows, once. */
export function relatedOf(layout: WireLayout | null): string[] {
  const items = [
    ...(layout?.tabs ?? []).flatMap((tab) => tab.sections.flatMap((section) => section.items)),
    ...(layout?.side ?? []),
  ]
  return [...new Set(items.filter(isRelated).map((item) => item.related))]
}

export function recordQuery(entity: EntityPlan, id: string) {
  const related = relatedOf(entity.layout('record')).filter((name) => entity.fieldByName.has(name))
  const lists = related.map((name) => `${name}(limit:${RELATED_LIMIT})`).join(',')
  return queryOptions({
    queryKey: keys.record(entity.name, id),
    queryFn: ({ signal }) => loadRecord(entity.name, id, { with: lists || undefined }, signal),
  })
}
