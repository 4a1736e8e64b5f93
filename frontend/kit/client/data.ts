/** Records over the API: query keys, reads and writes. Every screen uses these, so one invalidation reaches them all. */
import {
  type AnyRef,
  type Json,
  type ListData,
  type RecordHead,
  type RecordList,
  type Row,
  type WireKanbanData,
} from '../meta/wire'
import { type RequestOptions, request, requestChange } from './http'

export interface ViewQuery {
  /** Kind the view is drawn as, when not its own. */
  as?: string
  filter?: string
  /** 'false': `filter` stands in place of the view's own, not beside it. */
  own_filter?: 'false'
  /** Field of the groups, or of a board's columns; empty: none. */
  group?: string
  /** Columns in place of the view's own. */
  fields?: string
  /** `sum:service_value,empty:whatsapp`, in place of the view's own measures. */
  measures?: string
  /** JSON of colour rules in place of the view's own. */
  color_rules?: string
  /** Days a timeline shows, yyyy-mm-dd, the last one not included. */
  from?: string
  to?: string
  /** Date a timeline is drawn by, in place of its own start and of the stages. */
  date?: string
  search?: string
  sort?: string
  limit?: number
  after?: string
  /** Rows left out, from the start or from `after`. */
  skip?: number
  column?: string
  /** Lists only; a board always counts its columns. */
  count?: 'none' | 'capped' | 'estimate' | 'exact'
}
export interface ListQuery {
  filter?: string
  search?: string
  sort?: string
  fields?: string
  limit?: number
  after?: string
  count?: 'none' | 'capped' | 'estimate' | 'exact'
}

/** Everything about an entity starts with ['data', entity]. */
export const keys = {
  session: ['session'] as const,
  model: ['model'] as const,
  /** Read again whenever the model is. */
  views: ['model', 'views'] as const,
  entity: (entity: string) => ['data', entity] as const,
  view: (entity: string, view: string, query: ViewQuery = {}) =>
    ['data', entity, 'view', view, query] as const,
  list: (entity: string, query: ListQuery) => ['data', entity, 'list', query] as const,
  record: (entity: string, id: string) => ['data', entity, 'record', id] as const,
}

export const recordPath = (entity: string, id?: string) =>
  `/data/${encodeURIComponent(entity)}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`

export function loadView<T extends ListData | WireKanbanData>(
  view: string,
  query: ViewQuery,
  signal?: AbortSignal,
): Promise<T> {
  return request<T>(`/views/${encodeURIComponent(view)}/data`, { query: { ...query }, signal })
}

export function loadList(
  entity: string,
  query: ListQuery,
  signal?: AbortSignal,
): Promise<RecordList> {
  return request<RecordList>(recordPath(entity), { query: { ...query }, signal })
}

export function loadRecord(
  entity: string,
  id: string,
  query: { fields?: string; with?: string } = {},
  signal?: AbortSignal,
): Promise<RecordHead> {
  return request<RecordHead>(recordPath(entity, id), { query, signal })
}

export type Values = Record<string, Json | AnyRef>

export async function createRecord(
  entity: string,
  values: Values,
  idempotencyKey?: string,
): Promise<Row> {
  return (await makeRecord(entity, values, idempotencyKey)).row
}

/** The same, with the change set that takes it back. */
export function makeRecord(
  entity: string,
  values: Values,
  idempotencyKey?: string,
): Promise<Saved> {
  return save(recordPath(entity), { method: 'POST', body: values, idempotencyKey })
}

/** A row among many that are written at once: its own values, and those it started from. */
export interface RowChange {
  id: string
  version: number
  values: Values
  base: Record<string, unknown>
}

export interface NamedRow {
  id: string
  version: number
}

/** All or none, up to a thousand; faults begin with the index. */
export async function updateRecords(
  entity: string,
  changes: readonly RowChange[],
  idempotencyKey: string,
): Promise<{ rows: NamedRow[]; changeSet: string | null }> {
  const body = changes.map(({ id, version, values, base }) => ({
    ...values,
    id,
    version,
    $base: base,
  })) as Json
  const options = { method: 'PATCH', body, idempotencyKey } as const
  const { data, changeSet } = await requestChange<NamedRow[]>(recordPath(entity), options)
  return { rows: data, changeSet }
}

/** All or none, up to a thousand; faults begin with the index. */
export async function createRecords(
  entity: string,
  records: readonly Values[],
  idempotencyKey: string,
): Promise<{ rows: NamedRow[]; changeSet: string | null }> {
  const options = { method: 'POST', body: records as Json, idempotencyKey } as const
  const { data, changeSet } = await requestChange<NamedRow[]>(recordPath(entity), options)
  return { rows: data, changeSet }
}

/** A written row, and the change set that undoes it (null from a server that does not say). */
export interface Saved {
  row: Row
  changeSet: string | null
}

async function save(path: string, options: RequestOptions): Promise<Saved> {
  const { data, changeSet } = await requestChange<Row>(path, options)
  return { row: data, changeSet }
}

/** `base` are the values the change started from: only one of these, changed since, is a conflict. */
export function updateRecord(
  entity: string,
  id: string,
  version: number,
  values: Values,
  base: Record<string, unknown>,
): Promise<Saved> {
  const body = { ...values, $base: base }
  return save(recordPath(entity, id), { method: 'PATCH', body, version })
}

export interface Move {
  stage: string
  pipeline?: string
  fields?: Values
}

export function moveRecord(
  entity: string,
  id: string,
  move: Move,
  version: number,
  base: Record<string, unknown>,
): Promise<Saved> {
  const body = { ...move, $base: base }
  return save(`${recordPath(entity, id)}/move`, { method: 'POST', body, version })
}
