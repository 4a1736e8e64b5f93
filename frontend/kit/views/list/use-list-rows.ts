/** The rows of a list, page by page. What is there stays while the next answer comes; a cursor that went stale starts over. */
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { keys, loadView } from '../../client/data'
import { isProblem } from '../../client/problem'
import { type CountInfo, type ListData, type Row } from '../../meta/wire'
import { type ViewProps } from '../contract'

const PAGE = 100
/** More pages than this are not read again on focus: the person is deep in the list. */
const REFRESHED = 5

export interface ListRows {
  rows: Row[]
  count: CountInfo | undefined
  status: 'loading' | 'failed' | 'ready'
  error: unknown
  /** Showing the answer of the search before. */
  stale: boolean
  more: 'none' | 'waiting' | 'loading' | 'failed'
  loadMore: () => void
  retry: () => void
}

export function useListRows({
  entity,
  view,
  state,
}: Pick<ViewProps, 'entity' | 'view' | 'state'>): ListRows {
  const client = useQueryClient()
  const query = useMemo(
    () => ({ search: state.q, filter: state.filter, sort: state.sort, limit: PAGE }),
    [state.q, state.filter, state.sort],
  )
  const key = useMemo(
    () => [...keys.view(entity.name, view.key, query), 'pages'],
    [entity.name, view.key, query],
  )
  const answer = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      // The rows are counted once, with the first page.
      loadView<ListData>(
        view.key,
        { ...query, after: pageParam, count: pageParam ? 'none' : 'capped' },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.page.has_next ? (last.page.next ?? undefined) : undefined),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: (shown) => (shown.state.data?.pages.length ?? 0) <= REFRESHED,
  })
  const isStaleCursor = isProblem(answer.error) && answer.error.status === 410
  useEffect(() => {
    if (isStaleCursor) void client.resetQueries({ queryKey: key, exact: true })
  }, [client, isStaleCursor, key])

  const pages = answer.data?.pages
  const rows = useMemo(() => pages?.flatMap((page) => page.data) ?? [], [pages])
  return {
    rows,
    count: pages?.[0]?.count,
    status: pages ? 'ready' : answer.isError && !isStaleCursor ? 'failed' : 'loading',
    error: answer.error,
    stale: answer.isPlaceholderData,
    more: !answer.hasNextPage
      ? 'none'
      : answer.isFetchNextPageError
        ? 'failed'
        : answer.isFetchingNextPage
          ? 'loading'
          : 'waiting',
    loadMore: () => {
      if (answer.hasNextPage && !answer.isFetching && !answer.isFetchNextPageError)
        void answer.fetchNextPage()
    },
    retry: () => void (pages ? answer.fetchNextPage() : answer.refetch()),
  }
}
