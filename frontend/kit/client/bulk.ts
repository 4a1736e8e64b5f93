/** One change to many records: all or none. */
import { type Json } from '../meta/wire'
import { type Move, recordPath, type Values } from './data'
import { requestChange } from './http'

/** Which records: these, or all that the filter and the search find, as many as are expected at most. */
export type BulkScope =
  | { ids: readonly string[] }
  | { filter: string; search?: string; expect_at_most: number }

export type BulkChange = { set: Values } | { move: Move } | { delete: true } | { restore: true }

export interface BulkAnswer {
  changed: number
  unchanged: number
  change_set: string | null
}

/** More than this many are refused at once. */
export const BULK_MAX = 10_000

export async function changeMany(
  entity: string,
  scope: BulkScope,
  change: BulkChange,
  idempotencyKey: string,
): Promise<BulkAnswer> {
  const body = { ...scope, ...change } as Record<string, Json>
  const path = `${recordPath(entity)}/bulk`
  return (await requestChange<BulkAnswer>(path, { method: 'POST', body, idempotencyKey })).data
}
