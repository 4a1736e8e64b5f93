/** The rows of a list or sheet of any length: pages come when their rows come in sight, far ones are let go, a jump lands anywhere. */
import {
  keepPreviousData,
  type QueryClient,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { keys, loadView, type ViewQuery } from '../client/data'
import { isProblem } from '../client/problem'
import { type CountInfo, type GroupInfo, type ListData, type Row } from '../meta/wire'
import { type Asked } from './asked'
import { type ViewProps } from './contract'
import { farPages, lengthOf, pagesOf } from './row-pages'

/** Rows a page. */
export const PAGE = 200
/** Rows kept at most; more are let go, the farthest first. */
export const KEPT = 5000

export interface RowWindow {
  /** A row that is here; undefined while its page is on the way. */
  row: (index: number) => Row | undefined
  /** Rows that are here, in their order. */
  loaded: readonly Row[]
  /** How many there are, as far as is known: the length of the scroll bar. */
  length: number
  /** The length is that of all rows. */
  isWhole: boolean
  count: CountInfo | undefined
  groups: GroupInfo[] | undefined
  measures: Record<string, string | number | null> | undefined
  status: 'loading' | 'failed' | 'ready'
  error: unknown
  /** Showing the answer of the search before. */
  stale: boolean
  /** A page in sight did not come. */
  failed: boolean
  /** Rows from here to there are in sight. */
  show: (first: number, last: number) => void
  /** Rows of a stretch, read where they are not here. */
  read: (first: number, last: number) => Promise<(Row | undefined)[]>
  retry: () => void
}

type Key = readonly unknown[]

export function useRowWindow(
  { entity, view }: Pick<ViewProps, 'entity' | 'view'>,
  asked: Asked,
): RowWindow {
  const client = useQueryClient()
  const digest = JSON.stringify(asked.query)
  const query = useMemo((): ViewQuery => JSON.parse(digest), [digest])
  const base = useMemo(
    (): Key => keys.view(entity.name, view.key, query),
    [entity.name, view.key, query],
  )
  const [sight, setSight] = useState({ base, first: 0, last: 0 })
  if (sight.base !== base) setSight({ base, first: 0, last: 0 })

  const pageOptions = (from: Key, asking: ViewQuery, page: number) => ({
    queryKey: [...from, 'page', page],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<ListData> => {
      const before = client.getQueryData<ListData>([...from, 'page', page - 1])
      const after = before?.data.length === PAGE ? (before.page.next ?? undefined) : undefined
      const start = page === 0 ? {} : after ? { after } : { skip: page * PAGE }
      const count = page === 0 ? 'capped' : 'none'
      const ask = (more: ViewQuery) =>
        loadView<ListData>(view.key, { ...asking, limit: PAGE, count, ...more }, signal)
      try {
        return await ask(start)
      } catch (error) {
        // The cursor is of a list that is no more the same: the place still is.
        if (after && isProblem(error) && error.status === 410) return ask({ skip: page * PAGE })
        throw error
      }
    },
  })

  const first = useQuery({ ...pageOptions(base, query, 0), placeholderData: keepPreviousData })
  const stale = first.isPlaceholderData
  const [shown, setShown] = useState(base)
  if (!stale && first.data && shown !== base) setShown(base)
  const isCapped = first.data?.count?.capped ?? false
  const whole = useQuery({
    queryKey: [...base, 'count'],
    queryFn: ({ signal }) =>
      loadView<ListData>(view.key, { ...query, limit: 1, count: 'exact' }, signal),
    enabled: isCapped && !stale,
  })
  const wanted = stale ? [] : pagesOf(sight.first, sight.last, PAGE).filter((page) => page > 0)
  const later = useQueries({
    queries: wanted.map((page) => pageOptions(base, query, page)),
  })

  const count = (isCapped && whole.data?.count) || first.data?.count
  // Read so that their arrival is heard.
  const arrived = later.map((page) => page.data)
  const pages = pagesIn(client, shown)
  const stamp = [...pages.map(({ page, data }) => `${page}:${idOf(data)}`), arrived.length].join()
  const [kept, setKept] = useState({ stamp, pages })
  if (kept.stamp !== stamp) setKept({ stamp, pages })
  const here = kept.stamp === stamp ? kept.pages : pages
  const rows = useMemo(() => {
    const byPage = new Map(here.map(({ page, data }) => [page, data.data]))
    return {
      row: (index: number) => byPage.get(Math.floor(index / PAGE))?.[index % PAGE],
      loaded: here.flatMap(({ data }) => data.data),
    }
  }, [here])

  const seen = pagesOf(sight.first, sight.last, PAGE).join()
  useEffect(() => {
    // What is far from what is in sight is let go, the first page aside: it has the totals.
    const inCache = pagesIn(client, base).map(({ page }) => page)
    for (const page of farPages(inCache, seen.split(',').map(Number), KEPT / PAGE))
      client.removeQueries({ queryKey: [...base, 'page', page], exact: true })
  }, [client, base, seen])

  return {
    ...rows,
    length: lengthOf(pages, count, PAGE),
    isWhole: count !== undefined && !count.capped,
    count,
    groups: first.data?.groups,
    measures: first.data?.measures,
    status: first.data ? 'ready' : first.isError ? 'failed' : 'loading',
    error: first.error,
    stale,
    failed: later.some((page) => page.isError),
    show: (from, to) => {
      const before = pagesOf(sight.first, sight.last, PAGE).join()
      if (pagesOf(from, to, PAGE).join() !== before) setSight({ base, first: from, last: to })
    },
    read: async (from, to) => {
      const answers = await Promise.all(
        pagesOf(from, to, PAGE).map((page) =>
          client.ensureQueryData(pageOptions(base, query, page)),
        ),
      )
      const start = Math.floor(from / PAGE) * PAGE
      const all = answers.flatMap((page) =>
        Array.from({ length: PAGE }, (_, index) => page.data[index]),
      )
      return all.slice(from - start, to - start + 1)
    },
    retry: () => {
      if (first.isError) void first.refetch()
      for (const page of later) if (page.isError) void page.refetch()
    },
  }
}

function pagesIn(client: QueryClient, key: Key): { page: number; data: ListData }[] {
  const found = client.getQueryCache().findAll({ queryKey: [...key, 'page'] })
  return found
    .flatMap(({ queryKey, state }) => {
      const data = state.data as ListData | undefined
      return data ? [{ page: Number(queryKey.at(-1)), data }] : []
    })
    .sort((a, b) => a.page - b.page)
}

const ids = new WeakMap<object, number>()
let last = 0

/** A number for each answer: what was drawn from it is drawn again only when it is another. */
function idOf(data: object): number {
  const known = ids.get(data)
  if (known !== undefined) return known
  last += 1
  ids.set(data, last)
  return last
}
