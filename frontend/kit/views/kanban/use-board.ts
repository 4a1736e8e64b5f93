/** The board's columns: one request for all of them, more of one column on demand. A new answer asks for as much as was shown. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { keys, loadView } from '../../client/data'
import { isProblem } from '../../client/problem'
import { type KanbanData, type WireKanbanData } from '../../meta/wire'
import { appendColumn, boardOf } from '../../record/board-cache'
import { askedOf } from '../asked'
import { type ViewProps } from '../contract'

const PAGE = 50
const MOST = 500

export type ColumnLoad = 'idle' | 'loading' | 'failed'

export interface Board {
  data: KanbanData | undefined
  error: unknown
  stale: boolean
  failed: boolean
  retry: () => void
  loadMore: (column: string) => void
  loadOf: (column: string) => ColumnLoad
}

export function useBoard({
  entity,
  view,
  state,
}: Pick<ViewProps, 'entity' | 'view' | 'state'>): Board {
  const client = useQueryClient()
  const query = useMemo(() => askedOf(entity, view, state).query, [entity, view, state])
  const key = useMemo(() => keys.view(entity.name, view.key, query), [entity.name, view.key, query])
  const [loads, setLoads] = useState<Record<string, ColumnLoad>>({})
  const answer = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const shown = client.getQueryData<KanbanData>(key)
      const longest = Math.max(PAGE, ...(shown?.columns.map((column) => column.cards.length) ?? []))
      const asked = { ...query, limit: Math.min(longest, MOST) }
      return boardOf(await loadView<WireKanbanData>(view.key, asked, signal))
    },
    placeholderData: keepPreviousData,
  })
  const mark = (column: string, load: ColumnLoad) =>
    setLoads((before) => ({ ...before, [column]: load }))

  async function more(column: string): Promise<void> {
    const after = client.getQueryData<KanbanData>(key)?.columns.find((one) => one.key === column)
      ?.page.next
    if (!after || loads[column] === 'loading') return
    mark(column, 'loading')
    try {
      const asked = { ...query, column: column === '' ? 'null' : column, after, limit: PAGE }
      const page = boardOf(await loadView<WireKanbanData>(view.key, asked))
      client.setQueryData<KanbanData>(key, (before) => before && appendColumn(before, page))
      mark(column, 'idle')
    } catch (error) {
      mark(column, 'failed')
      if (isProblem(error) && error.status === 410) void client.invalidateQueries({ queryKey: key })
    }
  }
  return {
    data: answer.data,
    error: answer.error,
    stale: answer.isPlaceholderData,
    failed: answer.isError && !answer.data,
    retry: () => void answer.refetch(),
    loadMore: (column) => void more(column),
    loadOf: (column) => loads[column] ?? 'idle',
  }
}
