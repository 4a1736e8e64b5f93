/** Taking back, throwing away and looking back: trash, restore, purge, undo and the history of a record. */
import { type Json, type PageInfo, type ProblemBody, type RecordList, type Row } from '../meta/wire'
import { keys, recordPath } from './data'
import { request, requestChange } from './http'

export type ChangeOp = 'create' | 'update' | 'move' | 'trash' | 'restore' | 'purge'

export interface HistoryChange {
  field: string
  label: string
  before: Json
  after: Json
  /** Words of a choice or a stage, also of one that is gone by now. */
  before_label?: string | null
  after_label?: string | null
  /** The values of before and after were not kept. */
  kept?: boolean
}

export interface HistoryEntry {
  version: number
  op: ChangeOp
  at: string
  by: { id: string; name: string } | null
  actor: string
  origin: string
  change_set: string
  changes: HistoryChange[]
  kept?: boolean
}

export interface HistoryPage {
  data: HistoryEntry[]
  page: PageInfo
}

export interface UndoAnswer {
  change_set: string
  undone: { entity: string; id: string; version: number | null }[]
  refused: { entity: string; id: string; problem: ProblemBody | null }[]
}

export const historyKey = (entity: string, id: string) =>
  [...keys.record(entity, id), 'history'] as const
export const trashKey = (entity: string) => [...keys.entity(entity), 'trash'] as const

export function loadHistory(
  entity: string,
  id: string,
  after: string | undefined,
  signal?: AbortSignal,
): Promise<HistoryPage> {
  return request(`${recordPath(entity, id)}/history`, { query: { after, limit: 30 }, signal })
}

export function loadTrash(
  entity: string,
  query: { fields: string; sort?: string; search?: string; after?: string },
  signal?: AbortSignal,
): Promise<RecordList> {
  const asked = { ...query, trash: 'only', limit: 50, count: query.after ? 'none' : 'capped' }
  return request(recordPath(entity), { query: asked, signal })
}

/** Into the trash; the change set takes it out again. */
export async function trashRecord(
  entity: string,
  id: string,
  version: number,
): Promise<string | null> {
  const options = { method: 'DELETE', version } as const
  return (await requestChange<Row>(recordPath(entity, id), options)).changeSet
}

export async function restoreRecord(entity: string, id: string): Promise<Row> {
  const path = `${recordPath(entity, id)}/restore`
  return (await request<{ data: Row }>(path, { method: 'POST' })).data
}

export function purgeRecord(entity: string, id: string): Promise<unknown> {
  return request(`${recordPath(entity, id)}/purge`, { method: 'POST' })
}

export async function undoChanges(changeSet: string): Promise<UndoAnswer> {
  const path = `/changes/${encodeURIComponent(changeSet)}/undo`
  return (await request<{ data: UndoAnswer }>(path, { method: 'POST' })).data
}

/** One change taken back on one record alone. */
export async function undoOnRecord(entity: string, id: string, change: string): Promise<Row> {
  const path = `${recordPath(entity, id)}/undo`
  return (await request<{ data: Row }>(path, { method: 'POST', body: { change } })).data
}
