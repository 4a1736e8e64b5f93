/** Views people saved, over the API: read once and with every new model, changed, and chosen by each person for themselves. */
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { type Json, type WireField, type WireView } from '../meta/wire'
import { keys } from './data'
import { request } from './http'
import { isProblem } from './problem'

export interface SavedViews {
  data: WireView[]
  /** By entity: columns through links that the views show and the model does not have. */
  far_fields: Record<string, (WireField & { entity: string })[]>
  /** By key of any view: what this person chose. */
  pinned: Record<string, boolean>
  /** By entity, the key of the view it opens with. */
  defaults: Record<string, string>
  can_share: boolean
  /** Roles a view may be offered to; empty without the right. */
  roles: { key: string; label: string }[]
}

export const savedViewsQuery = queryOptions({
  queryKey: keys.views,
  queryFn: ({ signal }) => request<SavedViews>('/views', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: (count, error) => count < 1 && isProblem(error) && error.isTemporary,
})

/** Keeps the saved views read: once for the app, whoever asks `useModel` sees them. */
export function useSavedViewsRead(): void {
  useQuery(savedViewsQuery)
}

/** Before the first screen; a failure is told by the list of views. */
export async function loadSavedViewsOnce(client: QueryClient): Promise<void> {
  if (!client.getQueryState(keys.views)) await client.prefetchQuery(savedViewsQuery)
}

/** What a view is made of, as it is sent. Null: as its kind has it. */
export interface ViewParts {
  kind?: string
  filter?: string | null
  sort?: string | null
  columns?: string[] | null
  field?: string | null
  group?: string | null
  measures?: WireView['measures'] | null
  color_rules?: WireView['color_rules'] | null
  density?: WireView['density']
  card?: string | null
  settings?: { [key: string]: Json } | null
}
export interface ViewFacts {
  label?: string
  scope?: 'personal' | 'role' | 'clinic'
  roles?: string[]
}

const pathOf = (key: string) => `/views/${encodeURIComponent(key)}`

export async function addView(
  entity: string,
  sent: ViewParts & ViewFacts & { kind: string; label: string },
  idempotencyKey: string,
): Promise<WireView> {
  const body = { entity, ...sent }
  const options = { method: 'POST', body, idempotencyKey } as const
  return (await request<{ data: WireView }>('/views', options)).data
}

export async function changeView(
  key: string,
  version: number,
  sent: ViewParts & ViewFacts,
): Promise<WireView> {
  const options = { method: 'PATCH', body: { ...sent }, version } as const
  return (await request<{ data: WireView }>(pathOf(key), options)).data
}

export function trashView(key: string, version: number): Promise<unknown> {
  return request(pathOf(key), { method: 'DELETE', version })
}

export async function restoreView(key: string): Promise<WireView> {
  return (await request<{ data: WireView }>(`${pathOf(key)}/restore`, { method: 'POST' })).data
}

export function chooseView(
  key: string,
  choice: { pinned?: boolean; default?: boolean },
): Promise<unknown> {
  return request(`${pathOf(key)}/choice`, { method: 'PATCH', body: choice })
}

/** Shows an answer at once; what others changed meanwhile is read behind it. */
export function keepView(client: QueryClient, view: WireView): void {
  client.setQueryData(savedViewsQuery.queryKey, (known) => {
    if (!known) return known
    const others = known.data.filter((each) => each.key !== view.key)
    const data = [...others, view].sort((one, other) => one.label.localeCompare(other.label))
    return { ...known, data }
  })
  void client.invalidateQueries({ queryKey: keys.views })
}

export function dropView(client: QueryClient, key: string): void {
  client.setQueryData(savedViewsQuery.queryKey, (known) =>
    known ? { ...known, data: known.data.filter((each) => each.key !== key) } : known,
  )
  void client.invalidateQueries({ queryKey: keys.views })
}
