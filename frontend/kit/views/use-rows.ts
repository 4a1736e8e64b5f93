/** The rows of a list, sheet, grid or split, page by page. What is there stays while the next answer comes; a cursor that went stale starts over. */
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { keys, loadView, type ViewQuery } from '../client/data'
import { isProblem } from '../client/problem'
import { type CountInfo, type GroupInfo, type ListData, type Row } from '../meta/wire'
import { type Asked } from './asked'
import { type ViewProps } from './contract'

const PAGE = 100
/** More pages than this are not read again on focus: the person is deep in the list. */
const REFRESHED = 5

export interface Rows {
  rows: Row[]
  count: CountInfo | undefined
  groups: GroupInfo[] | undefined
  /** Of the whole scope, by `<fn>_<field>`. */
  measures: Record<string, string | number | null> | undefined
  status: 'loading' | 'failed' | 'ready'
  error: unknown
  /** Showing the answer of the search before. */
  stale: boolean
  more: 'none' | 'waiting' | 'loading' | 'failed'
  loadMore: () => void
  retry: () => void
}

export function useRows(
  { entity, view }: Pick<ViewProps, 'entity' | 'view'>,
  asked: Asked,
  more: { from?: string; to?: string; date?: string } = {},
): Rows {
  const client = useQueryClient()
  const digest = JSON.stringify({ ...asked.query, ...more, limit: PAGE })
  const query = useMemo((): ViewQuery => JSON.parse(digest), [digest])
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
    groups: pages?.[0]?.groups,
    measures: pages?.[0]?.measures,
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
