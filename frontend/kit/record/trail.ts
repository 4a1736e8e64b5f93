/** The records a person was going through, so a record page has previous and next. Kept in the cache: it ends with the session. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'

const trailKey = (entity: string) => ['trail', entity] as const

/** Called by a view when a record is opened from it. */
export function leaveTrail(client: QueryClient, entity: string, ids: readonly string[]): void {
  client.setQueryData(trailKey(entity), ids)
}

export interface Trail {
  /** 1-based place of the record. */
  place: number
  total: number
  previous: string | null
  next: string | null
}

export function placeIn(ids: readonly string[], id: string): Trail | null {
  const index = ids.indexOf(id)
  if (index < 0) return null
  return { place: index + 1, total: ids.length, previous: ids[index - 1] ?? null, next: ids[index + 1] ?? null }
}

export function useTrail(entity: string, id: string): Trail | null {
  const client = useQueryClient()
  const { data } = useQuery<readonly string[]>({
    queryKey: trailKey(entity),
    queryFn: () => client.getQueryData<readonly string[]>(trailKey(entity)) ?? [],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return placeIn(data ?? [], id)
}
