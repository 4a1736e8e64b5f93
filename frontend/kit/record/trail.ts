/** The records a person was going through, so a record page has previous and next. Kept in the tab: a reload keeps it, and it ends with the tab. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { type CountInfo } from '../meta/wire'

const trailKey = (entity: string) => ['trail', entity] as const
const nameOf = (entity: string) => `nexus.trail.${entity}`
const KEPT_MAX = 1000

interface Steps {
  ids: readonly string[]
  /** How many there are in all, when the view knew. */
  count: CountInfo | null
}

/** Called by a view when a record is opened from it. */
export function leaveTrail(
  client: QueryClient,
  entity: string,
  ids: readonly string[],
  count?: CountInfo,
): void {
  const steps: Steps = { ids, count: count ?? null }
  client.setQueryData<Steps>(trailKey(entity), steps)
  keep(entity, steps)
}

function keep(entity: string, { ids, count }: Steps): void {
  const total = count ?? { value: ids.length, capped: false }
  const kept: Steps = { ids: ids.slice(0, KEPT_MAX), count: total }
  try {
    sessionStorage.setItem(nameOf(entity), JSON.stringify(kept))
  } catch {
    // A full or closed store: the trail lasts until the page is loaded again.
  }
}

function keptSteps(entity: string): Steps | null {
  try {
    const found = JSON.parse(sessionStorage.getItem(nameOf(entity)) ?? 'null') as Steps | null
    return Array.isArray(found?.ids) ? found : null
  } catch {
    return null
  }
}

export interface Trail {
  /** 1-based place of the record. */
  place: number
  total: CountInfo
  previous: string | null
  next: string | null
}

export function placeIn({ ids, count }: Steps, id: string): Trail | null {
  const index = ids.indexOf(id)
  if (index < 0) return null
  const total = count ?? { value: ids.length, capped: false }
  return { place: index + 1, total, previous: ids[index - 1] ?? null, next: ids[index + 1] ?? null }
}

export function useTrail(entity: string, id: string): Trail | null {
  const client = useQueryClient()
  const { data } = useQuery<Steps>({
    queryKey: trailKey(entity),
    queryFn: () => client.getQueryData<Steps>(trailKey(entity)) ?? { ids: [], count: null },
    initialData: () => keptSteps(entity) ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return data ? placeIn(data, id) : null
}
