/** Saved views of the fake server: kept, changed, thrown away, put back and chosen. */
import { type WireView } from '../meta/wire'
import { type Call, json, problem } from './fake-parts'

export const ROLES = [
  { key: 'manager', label: 'Gestor' },
  { key: 'seller', label: 'Vendedor' },
]

const gone = new WeakMap<object, Map<string, WireView>>()

/** Null for the data of a view: that is answered with the rows. */
export function answerSavedViews(call: Call): Response | null {
  const { server, method, parts } = call
  const [, key, verb] = parts
  if (verb === 'data') return null
  if (key === undefined) return method === 'POST' ? add(call) : json(server.views)
  if (verb === 'choice') return choose(call, key)
  if (verb === 'restore') return putBack(call, key)
  const view = server.views.data.find((each) => each.key === key)
  if (!view?.saved) return problem(404, 'not_found', 'Esta visão não existe.')
  if (method === 'GET') return json({ data: view })
  if (Number(call.headers.get('If-Match') ?? view.saved.version) !== view.saved.version)
    return problem(409, 'conflict', 'Outra pessoa alterou esta visão.')
  return method === 'DELETE' ? trash(call, view) : change(call, view)
}

function add({ server, body }: Call): Response {
  const id = `0000000${server.views.data.length + 1}`
  const { scope = 'personal', roles = [], ...parts } = body
  const view = {
    columns: [],
    measures: [],
    default: false,
    ...parts,
    key: `${body.entity}.~${id}`,
    saved: {
      id,
      version: 1,
      scope,
      roles,
      owner: { id: server.session.member.id, title: server.session.member.name },
      can_change: true,
    },
  } as unknown as WireView
  server.views.data.push(view)
  return json({ data: view }, 201)
}

function change({ server, body }: Call, view: WireView): Response {
  const { scope = view.saved?.scope, roles = view.saved?.roles, ...parts } = body
  const saved = { ...view.saved, scope, roles, version: (view.saved?.version ?? 0) + 1 }
  const changed = { ...view, ...parts, saved } as WireView
  server.views.data = server.views.data.map((each) => (each.key === view.key ? changed : each))
  return json({ data: changed })
}

function trash({ server }: Call, view: WireView): Response {
  const kept = gone.get(server) ?? new Map<string, WireView>()
  gone.set(server, kept.set(view.key, view))
  server.views.data = server.views.data.filter((each) => each.key !== view.key)
  return json({ data: { key: view.key } })
}

function putBack({ server }: Call, key: string): Response {
  const view = gone.get(server)?.get(key)
  if (!view) return problem(404, 'not_found', 'Esta visão não existe.')
  server.views.data.push(view)
  return json({ data: view })
}

function choose({ server, body }: Call, key: string): Response {
  const entity = key.split('.')[0] ?? ''
  const { pinned, default: isDefault } = body
  if (typeof pinned === 'boolean') server.views.pinned = { ...server.views.pinned, [key]: pinned }
  if (isDefault === true) server.views.defaults = { ...server.views.defaults, [entity]: key }
  if (isDefault === false) server.views.defaults = {}
  return json({ data: { key, ...body } })
}
