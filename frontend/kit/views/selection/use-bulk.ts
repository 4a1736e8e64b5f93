/** Sends one change for the chosen records. What was done is told with the way back; what blocks it is kept to be shown. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  BULK_MAX,
  type BulkAnswer,
  type BulkChange,
  type BulkScope,
  changeMany,
} from '../../client/bulk'
import { keys, loadList, updateRecords } from '../../client/data'
import { type ApiProblem, isProblem } from '../../client/problem'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatNumber } from '../../meta/format'
import { type EntityPlan } from '../../meta/plan'
import { useUndo } from '../../record/use-undo'
import { toast } from '../../ui/toaster'
import { announce } from '../../ui/visually-hidden'
import { bulkMessages } from './bulk-messages'
import { type Chosen, scopeOf } from './scope'
import { readTagged, TAG_MAX, tagChanges } from './tagged'

/** Each record's own tags with some more, or some less. */
export interface TagChange {
  tags: { field: string; way: 'add' | 'remove'; these: readonly string[] }
}

export interface BulkOrder {
  change: BulkChange | TagChange
  /** What is said when so many were changed. */
  done: (shown: string, many: boolean) => string
  /** Records of the selection that are left out. */
  without?: readonly string[]
}

/** The server said no to all: why, and to what. */
export interface Refusal {
  order: BulkOrder
  problem: ApiProblem
  size: number
}

export interface Bulk {
  /** How many are being changed now. */
  busy: number
  refusal: Refusal | null
  /** True when it was done. */
  run: (order: BulkOrder) => Promise<boolean>
  dismiss: () => void
}

export function useBulk(
  entity: EntityPlan,
  chosen: Chosen & { isCapped: boolean },
  onDone: (order: BulkOrder) => void,
): Bulk {
  const client = useQueryClient()
  const words = useMessages(bulkMessages)
  const { locale } = useLocale()
  const undo = useUndo()
  const [busy, setBusy] = useState(0)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function exactSize(): Promise<number> {
    if (!chosen.isAll || !chosen.isCapped) return chosen.size
    const filter = chosen.filter ?? undefined
    const query = { filter, search: chosen.search, fields: 'id', limit: 1, count: 'exact' } as const
    return (await loadList(entity.name, query)).count?.value ?? chosen.size
  }

  function tell(order: BulkOrder, { changed, unchanged, change_set: set }: BulkAnswer): void {
    const said = order.done(formatNumber(changed, locale), changed !== 1)
    const rest = unchanged > 0 ? `. ${words.already(formatNumber(unchanged, locale))}` : ''
    const text = changed === 0 ? words.nothing : said + rest
    announce(text)
    toast({
      text,
      tone: changed === 0 ? 'plain' : 'ok',
      undo: changed > 0 && set ? () => void undo(set) : undefined,
      changeSet: set ?? undefined,
    })
  }

  function failed(order: BulkOrder, error: unknown, size: number): void {
    const problem = isProblem(error) ? error : null
    if (problem?.isConflict && 'tags' in order.change)
      return void toast({
        text: words.changedMeanwhile,
        tone: 'bad',
        action: { label: words.retry, run: () => void run(order) },
      })
    if (problem && problem.errors.length > 0 && !('tags' in order.change))
      return setRefusal({ order, problem, size })
    toast({
      text: [problem?.errors[0]?.message || problem?.detail || words.failed, problem?.hint]
        .filter(Boolean)
        .join(' '),
      tone: 'bad',
      action: problem?.isTemporary ? { label: words.retry, run: () => void run(order) } : undefined,
    })
  }

  async function run(order: BulkOrder): Promise<boolean> {
    const without = order.without ?? []
    let size = chosen.size - without.length
    setBusy(size)
    setRefusal(null)
    try {
      const all = await exactSize()
      size = all - without.length
      const most = 'tags' in order.change ? TAG_MAX : BULK_MAX
      if (size > most) {
        toast({ text: words.tooMany(formatNumber(most, locale)), tone: 'bad' })
        return false
      }
      setBusy(size)
      tell(order, await sent(entity.name, order.change, scopeOf({ ...chosen, size: all }, without)))
      void client.invalidateQueries({ queryKey: keys.entity(entity.name) })
      onDone(order)
      return true
    } catch (error) {
      failed(order, error, size)
      return false
    } finally {
      setBusy(0)
    }
  }
  return { busy, refusal, run, dismiss: () => setRefusal(null) }
}

async function sent(
  entity: string,
  change: BulkOrder['change'],
  scope: BulkScope,
): Promise<BulkAnswer> {
  const key = crypto.randomUUID()
  if (!('tags' in change)) return changeMany(entity, scope, change, key)
  const { field, way, these } = change.tags
  const rows = await readTagged(entity, field, scope)
  const changes = tagChanges(rows, field, way, these)
  const unchanged = rows.length - changes.length
  if (changes.length === 0) return { changed: 0, unchanged, change_set: null }
  const done = await updateRecords(entity, changes, key)
  return { changed: changes.length, unchanged, change_set: done.changeSet }
}
