/** The views that were read, as their answers stand in the cache: which rows they show, and how one row or the counts are read again. */
import { hashKey, type InfiniteData, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { keys, type ListQuery, loadList, loadView, type ViewQuery } from '../client/data'
import {
  type KanbanData,
  type ListData,
  type RecordList,
  type Row,
  type WireKanbanData,
} from '../meta/wire'
import { boardOf } from '../record/board-cache'
import { partOf } from './affected'

type Pages = InfiniteData<ListData>
export type ViewAnswer = Pages | KanbanData | ListData | RecordList

/** One question on screen, with the answers that draw it: one, or the pages of a long list. */
export interface ShownView {
  key: QueryKey
  members: QueryKey[]
  /** Key of the view; null for other lists of records. */
  view: string | null
  query: ViewQuery
  /** Asks the same with a change; null where one row cannot be asked for. */
  load: ((query: ViewQuery) => Promise<KanbanData | ListData | RecordList>) | null
}

async function loadOne(view: string, query: ViewQuery): Promise<KanbanData | ListData> {
  const answer = await loadView<ListData | WireKanbanData>(view, query)
  return 'columns' in answer ? boardOf(answer) : answer
}

function questionOf(entity: string, key: QueryKey): Omit<ShownView, 'members'> {
  const [, , part, third, fourth] = key
  if (part === 'view' && typeof third === 'string') {
    const query = (fourth ?? {}) as ViewQuery
    const load = (asked: ViewQuery) => loadOne(third, asked)
    return { key: key.slice(0, 5), view: third, query, load }
  }
  if (part === 'list') {
    const query = (third ?? {}) as ListQuery
    const load = (asked: ViewQuery) => loadList(entity, asked as ListQuery)
    return { key, view: null, query, load }
  }
  return { key, view: null, query: {}, load: null }
}

/** The views and lists of an entity that are on screen. */
export function shownViews(client: QueryClient, entity: string): ShownView[] {
  const found = client.getQueryCache().findAll({ queryKey: keys.entity(entity), type: 'active' })
  const shown = new Map<string, ShownView>()
  for (const { queryKey, state } of found) {
    if (partOf(queryKey) === 'record' || !answerOf(state.data)) continue
    const question = questionOf(entity, queryKey)
    const name = hashKey(question.key)
    const known = shown.get(name) ?? { ...question, members: [] }
    known.members.push(queryKey)
    shown.set(name, known)
  }
  return [...shown.values()]
}

/** A count asked for by itself shows no rows. */
const answersOf = (client: QueryClient, { members }: ShownView): ViewAnswer[] =>
  members.flatMap((key) =>
    key.at(-1) === 'count' ? [] : (answerOf(client.getQueryData(key)) ?? []),
  )

export const rowsShown = (client: QueryClient, shown: ShownView): Map<string, Row> =>
  new Map(answersOf(client, shown).flatMap((answer) => [...rowsOf(answer)]))

export const columnsShown = (client: QueryClient, shown: ShownView): Map<string, string> =>
  new Map(answersOf(client, shown).flatMap((answer) => [...columnsOf(answer)]))

/** More rows belong to the view than are here: one that is not here may always have been there. */
export const isPartial = (client: QueryClient, shown: ShownView): boolean =>
  answersOf(client, shown).some((answer) =>
    'columns' in answer
      ? answer.columns.some((column) => column.page.has_next)
      : 'pages' in answer
        ? answer.pages.at(-1)?.page.has_next
        : answer.page.has_next,
  )

/** How many rows it says there are, null when it does not know. */
export function countShown(client: QueryClient, shown: ShownView): number | null {
  for (const answer of answersOf(client, shown)) {
    const counts =
      'columns' in answer
        ? answer.columns.map((column) => column.count)
        : ['pages' in answer ? answer.pages[0]?.count : answer.count]
    if (counts.every((count) => count && !count.capped))
      return counts.reduce((sum, count) => sum + (count?.value ?? 0), 0)
  }
  return null
}

/** An answer of a known shape; null for anything else. */
export function answerOf(data: unknown): ViewAnswer | null {
  if (typeof data !== 'object' || data === null) return null
  if ('pages' in data || 'columns' in data) return data as ViewAnswer
  return 'data' in data && Array.isArray(data.data) ? (data as RecordList) : null
}

export function rowsOf(answer: ViewAnswer | null): Map<string, Row> {
  if (!answer) return new Map()
  const rows =
    'columns' in answer
      ? answer.columns.flatMap((column) => column.cards)
      : 'pages' in answer
        ? answer.pages.flatMap((page) => page.data)
        : answer.data
  return new Map(rows.map((row) => [row.id, row]))
}

/** Column of each card; rows of other kinds have none. */
export function columnsOf(answer: ViewAnswer | null): Map<string, string> {
  if (!answer || !('columns' in answer)) return new Map()
  return new Map(answer.columns.flatMap(({ key, cards }) => cards.map((card) => [card.id, key])))
}

/** The same question for these records alone: those that do not come are not in the view. */
export async function loadAgain(
  { query, load }: ShownView,
  ids: readonly string[],
): Promise<KanbanData | ListData | RecordList | null> {
  const these = `id in [${ids.map((id) => JSON.stringify(id)).join(', ')}]`
  const filter = query.filter ? `(${query.filter}) and ${these}` : these
  return load && load({ ...query, filter, limit: ids.length })
}

const replaced = (rows: Row[], news: Map<string, Row>): Row[] =>
  rows.some((row) => news.has(row.id)) ? rows.map((row) => news.get(row.id) ?? row) : rows

/** Rows in the places of their older versions. */
function withRows(answer: ViewAnswer, news: Map<string, Row>): ViewAnswer {
  if ('columns' in answer)
    return {
      ...answer,
      columns: answer.columns.map((one) => ({ ...one, cards: replaced(one.cards, news) })),
    }
  if ('pages' in answer)
    return {
      ...answer,
      pages: answer.pages.map((page) => ({ ...page, data: replaced(page.data, news) })),
    }
  return { ...answer, data: replaced(answer.data, news) }
}

function withCounts(answer: ViewAnswer, now: KanbanData | ListData | RecordList): ViewAnswer {
  if ('columns' in answer) {
    if (!('columns' in now)) return answer
    const byKey = new Map(now.columns.map((column) => [column.key, column]))
    return {
      ...answer,
      columns: answer.columns.map((column) => {
        const { count, measures } = byKey.get(column.key) ?? column
        return { ...column, count, measures }
      }),
    }
  }
  if ('columns' in now) return answer
  const { count, groups, measures } = now as Partial<ListData>
  const counts = {
    ...(count && { count }),
    ...(groups && { groups }),
    ...(measures && { measures }),
  }
  if (!('pages' in answer)) return { ...answer, ...counts }
  const [first, ...rest] = answer.pages
  return first ? { ...answer, pages: [{ ...first, ...counts }, ...rest] } : answer
}

/** Puts rows in the places of their older versions, wherever the view shows them. */
export function putRows(client: QueryClient, shown: ShownView, news: Map<string, Row>): void {
  for (const key of shown.members)
    client.setQueryData<ViewAnswer>(key, (data) => data && withRows(data, news))
}

/** Counts, sums and group heads move at once; no row does. */
export async function refreshCounts(client: QueryClient, shown: ShownView): Promise<void> {
  if (!shown.load || shown.view === null) return
  const isBoard = answersOf(client, shown).some((answer) => 'columns' in answer)
  const now = await shown.load({
    ...shown.query,
    limit: 1,
    ...(isBoard ? {} : { count: 'capped' }),
  })
  for (const key of shown.members) {
    if (key.at(-1) === 'count') void client.invalidateQueries({ queryKey: key, exact: true })
    else if (hasCounts(client.getQueryData(key)))
      client.setQueryData<ViewAnswer>(key, (before) => before && withCounts(before, now))
  }
}

/** Only the first page of a long list has them. */
function hasCounts(data: unknown): boolean {
  const answer = answerOf(data)
  if (!answer || 'columns' in answer || 'pages' in answer) return answer !== null
  return 'count' in answer || 'groups' in answer || 'measures' in answer
}
