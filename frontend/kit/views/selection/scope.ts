/** Which records a change of many is for, as the API is told. Pure. */
import { type BulkScope } from '../../client/bulk'

/** Holds for every record: the API takes no empty filter, so that none is never a slip. */
const EVERY_RECORD = 'true'

export interface Chosen {
  ids: readonly string[]
  isAll: boolean
  filter: string | null
  search: string | undefined
  /** How many the person was told it is; the change is refused when there are more. */
  size: number
}

/** `without`: records that stand in the way. */
export function scopeOf(chosen: Chosen, without: readonly string[] = []): BulkScope {
  const left = new Set(without)
  if (!chosen.isAll) return { ids: chosen.ids.filter((id) => !left.has(id)) }
  const parts = [
    chosen.filter && (without.length > 0 ? `(${chosen.filter})` : chosen.filter),
    without.length > 0 && `id not in (${without.map((id) => `'${id}'`).join('; ')})`,
  ].filter(Boolean)
  return {
    filter: parts.join(' and ') || EVERY_RECORD,
    search: chosen.search || undefined,
    expect_at_most: chosen.size - without.length,
  }
}
