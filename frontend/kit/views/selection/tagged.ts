/** The tags of each record with some more, or some less: only the records that change. */

import { type BulkScope } from '../../client/bulk'
import { loadList, type RowChange, type Values } from '../../client/data'
import { fold } from '../../fields/fold'
import { type Row } from '../../meta/wire'

const PAGE = 200

/** As many as can be written in one change, each with its own values. */
export const TAG_MAX = 1000

export async function readTagged(entity: string, field: string, scope: BulkScope): Promise<Row[]> {
  const rows: Row[] = []
  if ('ids' in scope) {
    for (let at = 0; at < scope.ids.length; at += PAGE) {
      const some = scope.ids.slice(at, at + PAGE).map((id) => `'${id}'`)
      const filter = `id in (${some.join('; ')})`
      rows.push(...(await loadList(entity, { filter, fields: field, limit: PAGE })).data)
    }
    return rows
  }
  const { filter, search } = scope
  let after: string | undefined
  do {
    const page = await loadList(entity, { filter, search, fields: field, limit: PAGE, after })
    rows.push(...page.data)
    after = page.page.next ?? undefined
  } while (after !== undefined && rows.length <= TAG_MAX)
  return rows
}

export function tagChanges(
  rows: readonly Row[],
  field: string,
  way: 'add' | 'remove',
  tags: readonly string[],
): RowChange[] {
  const wanted = new Set(tags.map(fold))
  return rows.flatMap((row) => {
    const before = Array.isArray(row[field]) ? row[field].map(String) : []
    const had = new Set(before.map(fold))
    const next =
      way === 'add'
        ? [...before, ...tags.filter((tag) => !had.has(fold(tag)))]
        : before.filter((tag) => !wanted.has(fold(tag)))
    if (next.length === before.length) return []
    const values: Values = { [field]: next }
    return [{ id: row.id, version: row.version, values, base: { [field]: row[field] ?? null } }]
  })
}
