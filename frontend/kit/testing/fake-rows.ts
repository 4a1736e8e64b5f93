/** Many records in one call of the fake server: all or none, one change set, faults by index. */
import { type ProblemItem, type Row } from '../meta/wire'
import { type Call, json, problem } from './fake-parts'

interface Told {
  data?: Row
  status?: number
  detail?: string
  code?: string
  errors?: ProblemItem[]
}

export async function answerMany(
  call: Call,
  entity: string,
  one: (call: Call) => Response,
): Promise<Response> {
  const { server, method, parts } = call
  const before = structuredClone(server.rows[entity] ?? [])
  const kept = server.changes.length
  const done: { id: string; version: number }[] = []
  const sent = call.body as unknown as Record<string, unknown>[]
  for (const [index, item] of sent.entries()) {
    const { id, version, ...body } = item
    const headers = new Headers(call.headers)
    if (version !== undefined) headers.set('If-Match', String(version))
    const path = method === 'PATCH' ? [...parts, String(id)] : parts
    const answer = one({ ...call, parts: path, body, headers })
    const told = (await answer.json()) as Told
    if (!answer.ok || !told.data) {
      server.rows[entity] = before
      server.changes.splice(0, server.changes.length - kept)
      const errors = (told.errors ?? []).map((each) => ({ ...each, path: `${index}.${each.path}` }))
      return problem(answer.status, told.code ?? '', told.detail ?? '', errors)
    }
    done.push({ id: told.data.id, version: told.data.version })
  }
  const changeSet = crypto.randomUUID()
  for (const change of server.changes.slice(0, server.changes.length - kept))
    change.changeSet = changeSet
  const status = method === 'POST' ? 201 : 200
  return json({ data: done }, status, { 'X-Change-Set': changeSet })
}
