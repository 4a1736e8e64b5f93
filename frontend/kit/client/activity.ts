/** What happened to a record and what hangs on it, newest first, in one request. */
import { type CountInfo, type PageInfo, type Row } from '../meta/wire'
import { type HistoryEntry } from './changes'
import { keys, recordPath } from './data'
import { request } from './http'

export const MOVES = '_moves'
export const CHANGES = '_changes'

/** A version of the record, or a record that hangs on it by the links field called `kind`. */
export interface ActivityEntry {
  kind: string
  id: string
  at: string
  version?: HistoryEntry
  record?: Row
}

export interface ActivityKind {
  kind: string
  count: CountInfo
}

export interface ActivityPage {
  data: ActivityEntry[]
  page: PageInfo
  /** With the first page: how many there are of each kind, whatever was asked for. */
  kinds?: ActivityKind[]
  /** With the first page: seconds spent in each stage that was left, by stage field. */
  stays?: Record<string, Record<string, number>>
}

export const activityKey = (entity: string, id: string, kind: string | null) =>
  [...keys.record(entity, id), 'activity', kind] as const

export function loadActivity(
  entity: string,
  id: string,
  kind: string | null,
  after: string | undefined,
  signal?: AbortSignal,
): Promise<ActivityPage> {
  const query = { kinds: kind ?? undefined, after, limit: 30 }
  return request(`${recordPath(entity, id)}/activity`, { query, signal })
}
