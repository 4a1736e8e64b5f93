/** The fake server's trash, undo and history. */
import { type ChangeOp, type HistoryEntry } from '../client/changes'
import { type Json, type Row, type WireEntity } from '../meta/wire'
import { answerActivity } from './fake-activity'
import { type Call, entityOf, type FakeChange, json, page, problem, same } from './fake-parts'

/** The answer of a write, kept so that it can be told and taken back. */
export function written(
  { server }: Call,
  op: ChangeOp,
  entity: WireEntity,
  before: Row | null,
  after: Row | null,
  status = 200,
): Response {
  const changeSet = crypto.randomUUID()
  const row = after ?? before
  const fields = entity.fields
    .map((field) => field.name)
    .filter((name) => after && !same(before?.[name], after[name]))
  server.changes.unshift({
    changeSet,
    op,
    entity: entity.name,
    id: row?.id ?? '',
    version: row?.version ?? 1,
    at: new Date().toISOString(),
    fields,
    before: before && { ...before },
    after: after && { ...after },
  })
  return json({ data: row }, status, { 'X-Change-Set': changeSet })
}

export function throwAway(call: Call, entity: WireEntity, id: string): Response {
  const rows = call.server.rows[entity.name] ?? []
  const at = rows.findIndex((row) => row.id === id)
  const [row] = rows.splice(at, 1)
  if (at < 0 || !row) return problem(404, 'not_found', 'Não encontrado.')
  row.version += 1
  call.server.trash[entity.name] = [row, ...(call.server.trash[entity.name] ?? [])]
  return written(call, 'trash', entity, row, null)
}

export function bringBack(call: Call, entity: WireEntity, id: string): Response {
  const { server } = call
  const row = server.trash[entity.name]?.find((one) => one.id === id)
  if (!row) return problem(404, 'not_found', 'Não encontrado.')
  server.trash[entity.name] = (server.trash[entity.name] ?? []).filter((one) => one !== row)
  row.version += 1
  server.rows[entity.name]?.unshift(row)
  return written(call, 'restore', entity, row, null)
}

/** One change taken back on its record; a field that changed again since is a conflict. */
export function takeBack(call: Call, change: FakeChange): Response {
  const { server } = call
  const entity = entityOf(server, change.entity)
  if (!entity) return problem(404, 'not_found', 'Não encontrado.')
  if (change.op === 'trash') return bringBack(call, entity, change.id)
  if (change.op === 'create' || change.op === 'restore') return throwAway(call, entity, change.id)
  const row = server.rows[entity.name]?.find((one) => one.id === change.id)
  if (!row) return problem(404, 'not_found', 'Não encontrado.')
  const again = change.fields.filter((name) => !same(row[name], change.after?.[name]))
  if (again.length > 0) {
    const errors = again.map((name) => ({
      path: `fields.${name}`,
      code: 'conflict',
      message: 'Mudou de novo.',
    }))
    return problem(409, 'conflict', 'Outra pessoa alterou este registro.', errors)
  }
  const before = { ...row }
  for (const name of change.fields) row[name] = change.before?.[name] ?? null
  row.version += 1
  return written(call, 'update', entity, before, row)
}

export async function answerUndo(call: Call): Promise<Response> {
  const found = call.server.changes.filter((one) => one.changeSet === call.parts[1])
  const first = found[0]
  if (!first) return problem(404, 'not_found', 'Não encontrado.')
  const undone: object[] = []
  const refused: object[] = []
  for (const one of found) {
    const answer = takeBack(call, one)
    if (answer.status === 404) return answer
    const about = { entity: one.entity, id: one.id }
    if (answer.ok) undone.push({ ...about, version: one.version + 1 })
    else refused.push({ ...about, problem: await answer.json() })
  }
  return json({ data: { change_set: first.changeSet, undone, refused } })
}

/** The versions of a record as history tells them, newest first. */
export function versionsOf({ server }: Call, entity: WireEntity, id: string): HistoryEntry[] {
  const { account } = server.session
  return server.changes
    .filter((one) => one.entity === entity.name && one.id === id)
    .map((one) => ({
      version: one.version,
      op: one.op,
      at: one.at,
      by: { id: account.id, name: account.name },
      actor: 'member',
      origin: 'ui',
      change_set: one.changeSet,
      changes: one.fields.map((field) => ({
        field,
        label: entity.fields.find((item) => item.name === field)?.label ?? field,
        before: (one.before?.[field] ?? null) as Json,
        after: (one.after?.[field] ?? null) as Json,
      })),
    }))
}

function answerHistory(call: Call, entity: WireEntity, id: string): Response {
  return json(page(versionsOf(call, entity, id) as unknown as Row[], call.query))
}

/** What is asked of one record beside its fields; null when it is something else. */
export function answerAside(call: Call, entity: WireEntity, rows: Row[]): Response | null {
  const { server, method, parts, body, headers } = call
  const [, , id, verb] = parts
  if (!id) return null
  if (verb === 'activity') return answerActivity(call, entity, id)
  if (verb === 'history') return answerHistory(call, entity, id)
  if (verb === 'restore') return bringBack(call, entity, id)
  if (verb === 'purge') {
    const kept = server.trash[entity.name] ?? []
    server.trash[entity.name] = kept.filter((one) => one.id !== id)
    return json({ data: { id, version: 0 } })
  }
  if (verb === 'undo') {
    const change = server.changes.find((one) => one.changeSet === body.change)
    return change ? takeBack(call, change) : problem(404, 'not_found', 'Não encontrado.')
  }
  if (method === 'DELETE') {
    const sent = headers.get('If-Match')
    const row = rows.find((item) => item.id === id)
    return row && sent !== null && Number(sent) !== row.version
      ? problem(409, 'conflict', 'Outra pessoa alterou este registro.', [], {
          version: row.version,
        })
      : throwAway(call, entity, id)
  }
  return null
}
