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
import { request } from './http'

export interface ViewQuery {
  filter?: string
  search?: string
  sort?: string
  limit?: number
  after?: string
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
  entity: (entity: string) => ['data', entity] as const,
  view: (entity: string, view: string, query: ViewQuery = {}) =>
    ['data', entity, 'view', view, query] as const,
  list: (entity: string, query: ListQuery) => ['data', entity, 'list', query] as const,
  record: (entity: string, id: string) => ['data', entity, 'record', id] as const,
}

const path = (entity: string, id?: string) =>
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
  return request<RecordList>(path(entity), { query: { ...query }, signal })
}

export function loadRecord(
  entity: string,
  id: string,
  query: { fields?: string; with?: string } = {},
  signal?: AbortSignal,
): Promise<RecordHead> {
  return request<RecordHead>(path(entity, id), { query, signal })
}

export type Values = Record<string, Json | AnyRef>

export async function createRecord(
  entity: string,
  values: Values,
  idempotencyKey?: string,
): Promise<Row> {
  return (
    await request<{ data: Row }>(path(entity), { method: 'POST', body: values, idempotencyKey })
  ).data
}

/** `base` are the values the change started from: only one of these, changed since, is a conflict. */
export async function updateRecord(
  entity: string,
  id: string,
  version: number,
  values: Values,
  base: Record<string, unknown>,
): Promise<Row> {
  const body = { ...values, $base: base }
  return (await request<{ data: Row }>(path(entity, id), { method: 'PATCH', body, version })).data
}

export interface Move {
  stage: string
  pipeline?: string
  fields?: Values
}

export async function moveRecord(
  entity: string,
  id: string,
  move: Move,
  version: number,
  base: Record<string, unknown>,
): Promise<Row> {
  return (
    await request<{ data: Row }>(`${path(entity, id)}/move`, {
      method: 'POST',
      body: { ...move, $base: base },
      version,
    })
  ).data
}
