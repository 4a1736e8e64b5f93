/** One change of a record, seen at once everywhere it is shown: boards, lists, the record itself. Returns the way back. */
import { type InfiniteData, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { keys } from '../client/data'
import {
  type KanbanData,
  type ListData,
  type RecordHead,
  type RecordList,
  type Row,
} from '../meta/wire'
import { type BoardPlace, moveCard, patchCards } from './board-cache'

type Cached = InfiniteData<ListData> | KanbanData | RecordHead | RecordList

const patchRows = (rows: Row[], id: string, patch: Partial<Row>): Row[] =>
  rows.some((row) => row.id === id)
    ? rows.map((row) => (row.id === id ? ({ ...row, ...patch } as Row) : row))
    : rows

function patched(data: Cached, id: string, patch: Partial<Row>, place: BoardPlace | null): Cached {
  if ('pages' in data) {
    return {
      ...data,
      pages: data.pages.map((page) => ({ ...page, data: patchRows(page.data, id, patch) })),
    }
  }
  if ('columns' in data)
    return place ? moveCard(data, id, patch, place) : patchCards(data, id, patch)
  if (Array.isArray(data.data))
    return { ...data, data: patchRows(data.data, id, patch) } as RecordList
  return data.data.id === id ? { ...data, data: { ...data.data, ...patch } as Row } : data
}

/** `place` says the stage changed: then boards move the card too. */
export async function patchRecord(
  client: QueryClient,
  entity: string,
  id: string,
  patch: Partial<Row>,
  place: BoardPlace | null = null,
): Promise<() => void> {
  await client.cancelQueries({ queryKey: keys.entity(entity) })
  const before: [QueryKey, unknown][] = client.getQueriesData({ queryKey: keys.entity(entity) })
  for (const [key, data] of before) {
    if (data) client.setQueryData(key, patched(data as Cached, id, patch, place))
  }
  return () => {
    for (const [key, data] of before) client.setQueryData(key, data)
  }
}

/** Takes the server's row as the truth, then asks quietly for everything that may depend on it. */
export function acceptRow(client: QueryClient, entity: string, row: Row): void {
  for (const [key, data] of client.getQueriesData({ queryKey: keys.entity(entity) })) {
    if (data) client.setQueryData(key, patched(data as Cached, row.id, row, null))
  }
  void client.invalidateQueries({ queryKey: keys.entity(entity) })
}
