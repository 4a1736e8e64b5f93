/** Pages of a record's activity; whoever only looks at what is there already asks with `enabled` off. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { activityKey, loadActivity } from '../../client/activity'

export function useActivity(entity: string, id: string, kind: string | null, enabled = true) {
  return useInfiniteQuery({
    queryKey: activityKey(entity, id, kind),
    queryFn: ({ pageParam, signal }) => loadActivity(entity, id, kind, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.page.has_next ? (last.page.next ?? undefined) : undefined),
    enabled,
  })
}
