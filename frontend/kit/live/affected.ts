/** Which of the things read so far a change makes old. Pure: it looks at the cache and decides. */
import { type QueryClient, type QueryKey } from '@tanstack/react-query'
import { keys } from '../client/data'
import { type ModelPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { type LiveChange } from './messages'

/** Every row of this id in an answer: a record, a page of a list, the cards of a board. */
function* rowsIn(data: unknown): Generator<Row> {
  if (typeof data !== 'object' || data === null) return
  if ('pages' in data) for (const page of data.pages as unknown[]) yield* rowsIn(page)
  else if ('columns' in data)
    for (const column of data.columns as { cards: Row[] }[]) yield* column.cards
  else if ('data' in data) {
    if (Array.isArray(data.data)) yield* data.data as Row[]
    else yield data.data as Row
  }
}

const isPast = (key: QueryKey) => key.at(-1) === 'history'

/** True when everything on hand already has this version: the change was made here. */
export function isKnown(client: QueryClient, change: LiveChange): boolean {
  let found = false
  const shown = client.getQueriesData({ queryKey: keys.entity(change.entity) })
  for (const [key, data] of shown) {
    if (isPast(key) || key[2] === 'trash') continue
    for (const row of rowsIn(data)) {
      if (row.id !== change.id) continue
      if (row.version < change.version) return false
      found = true
    }
  }
  return found && (change.op === 'update' || change.op === 'move' || change.op === 'create')
}

/** Open records of other entities that list records of this one. */
export function holdersOf(model: ModelPlan | null, entity: string): Set<string> {
  const found = new Set<string>()
  for (const plan of model?.entities.values() ?? [])
    if (plan.fields.some((field) => field.to === entity || field.targets?.includes(entity)))
      found.add(plan.name)
  return found
}

export type Part = 'record' | 'views'

/** Records may be read again at any time, views not under the cursor. */
export function partOf(key: QueryKey): Part {
  return key[2] === 'record' ? 'record' : 'views'
}
