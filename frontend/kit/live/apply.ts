/** One view and the records that changed elsewhere: rows that stay where they are get their new values; the rest is told apart, so that nothing moves under a hand. */
import { type QueryClient } from '@tanstack/react-query'
import { type ModelPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { changedFields, flash } from './flash'
import {
  answerOf,
  columnsOf,
  columnsShown,
  isPartial,
  loadAgain,
  putRows,
  rowsOf,
  rowsShown,
  type ShownView,
} from './shown'

/** Records that come, go or stand elsewhere: showing them moves rows. */
export interface Unsettled {
  added: string[]
  moved: string[]
  /** In the view and not here: they came just now, or are of a page that was not read. */
  perhaps: string[]
}

/** Names of the fields that give a row its place. */
export function placeFields(model: ModelPlan | null, entity: string, shown: ShownView): string[] {
  const view = model?.entities.get(entity)?.views.find((one) => one.key === shown.view)
  const sort = shown.query.sort ?? view?.sort ?? ''
  const group = shown.query.group ?? view?.group ?? ''
  return [...sort.split(','), group].map((name) => name.trim().replace(/^-/, '')).filter(Boolean)
}

const sameValue = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** A place field that the row does not carry may have changed. */
const standsStill = (fields: readonly string[], before: Row, after: Row) =>
  fields.every((name) => name in before && name in after && sameValue(before[name], after[name]))

/** Reads the records again and puts the new values of those that stay into the cache. */
export async function settleRows(
  client: QueryClient,
  shown: ShownView,
  ids: ReadonlyMap<string, string>,
  place: readonly string[],
): Promise<Unsettled> {
  const read = await loadAgain(shown, [...ids.keys()])
  if (!read) return { added: [], moved: [...ids.keys()], perhaps: [] }
  const before = rowsShown(client, shown)
  const after = rowsOf(answerOf(read))
  const [from, to] = [columnsShown(client, shown), columnsOf(read)]
  const partial = isPartial(client, shown)
  const news = new Map<string, Row>()
  const unsettled: Unsettled = { added: [], moved: [], perhaps: [] }
  for (const [id, op] of ids) {
    const [old, row] = [before.get(id), after.get(id)]
    if (!old && !row) continue
    if (!old) (partial && op !== 'create' ? unsettled.perhaps : unsettled.added).push(id)
    else if (!row || from.get(id) !== to.get(id) || !standsStill(place, old, row))
      unsettled.moved.push(id)
    else if (row.version >= old.version) news.set(id, row)
  }
  if (news.size > 0) {
    putRows(client, shown, news)
    flash(new Map([...news].map(([id, row]) => [id, changedFields(before.get(id), row)])))
  }
  return unsettled
}

/** Reads the whole view again and lights up what is other than before. */
export async function readWhole(
  client: QueryClient,
  shown: ShownView,
  ids: Iterable<string>,
): Promise<void> {
  const before = rowsShown(client, shown)
  await Promise.all(
    shown.members.map((key) => client.refetchQueries({ queryKey: key, exact: true })),
  )
  const after = rowsShown(client, shown)
  const changed = new Map<string, string[] | null>()
  for (const id of ids) {
    const row = after.get(id)
    if (row) changed.set(id, changedFields(before.get(id), row))
  }
  flash(changed)
}
