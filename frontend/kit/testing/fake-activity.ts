/** The fake server's activity of a record. */
import { type ActivityEntry, CHANGES, MOVES } from '../client/activity'
import { type Row, type WireEntity, type WireFeed } from '../meta/wire'
import { versionsOf } from './fake-changes'
import { type Call, json, page } from './fake-parts'

function recordsOf(
  call: Call,
  id: string,
  name: string,
  to: string,
  feed: WireFeed,
): ActivityEntry[] {
  const target = call.server.model.entities[to]
  const inverse = target?.fields.find((one) => one.type === 'any_link' || one.type === 'link')
  return (call.server.rows[to] ?? [])
    .filter((row) => {
      const link = row[inverse?.name ?? ''] as string | { id: string } | null | undefined
      return (typeof link === 'object' ? link?.id : link) === id
    })
    .map((row) => {
      const at = String(row[feed.at] ?? row.created_at ?? '2026-11-20T12:00:00Z')
      return { id: row.id, kind: name, at, record: row }
    })
}

export function answerActivity(call: Call, entity: WireEntity, id: string): Response {
  const stages = new Set(entity.pipelines.map((pipeline) => pipeline.field))
  const versions = versionsOf(call, entity, id).map(
    (version): ActivityEntry => ({
      id: `v${version.version}`,
      kind: version.changes.some((change) => stages.has(change.field)) ? MOVES : CHANGES,
      at: version.at,
      version,
    }),
  )
  const lists = entity.fields.flatMap((field) => {
    const feed = field.inverse ? call.server.model.entities[field.to ?? '']?.feed : null
    return feed ? [{ name: field.name, to: field.to ?? '', feed }] : []
  })
  const records = lists.flatMap((one) => recordsOf(call, id, one.name, one.to, one.feed))
  const all = [...versions, ...records].sort((a, b) => b.at.localeCompare(a.at))
  const asked = call.query.get('kinds')?.split(',')
  const kinds = [MOVES, CHANGES, ...lists.map((one) => one.name)].map((kind) => ({
    kind,
    count: { value: all.filter((entry) => entry.kind === kind).length, capped: false },
  }))
  const shown = all.filter((entry) => !asked || asked.includes(entry.kind))
  return json({ ...page(shown as unknown as Row[], call.query), kinds, stays: {} })
}
