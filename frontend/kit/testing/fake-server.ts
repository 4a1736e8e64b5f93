/** A server made of fixtures behind fetch, for tests and for screens without a back end. Answers what the wire contract says. */
import { type ProblemItem, type Row, type WireEntity } from '../meta/wire'
import { answerAside, answerUndo, written } from './fake-changes'
import { type Call, entityOf, type FakeServer, json, page, problem, same } from './fake-parts'
import { answerMany } from './fake-rows'
import { answerSavedViews, ROLES } from './fake-saved-views'
import { answerRows } from './fake-views'
import { model as modelFixture } from './model-fixture'
import { buildRows } from './rows-fixture'
import { session as sessionFixture } from './session-fixture'

function answerSession({ server, method, body }: Call): Response {
  if (method === 'POST') {
    if (body.password !== 'nexus-demo')
      return problem(401, 'bad_credentials', 'E-mail ou senha não conferem.')
    server.isSignedIn = true
    return json(server.session)
  }
  if (method === 'DELETE') {
    server.isSignedIn = false
    return new Response(null, { status: 204 })
  }
  return server.isSignedIn
    ? json(server.session)
    : problem(401, 'session_required', 'Entre para continuar.')
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const textOf = (value: unknown): string =>
  value && typeof value === 'object' && 'title' in value ? String(value.title) : String(value ?? '')

/** Search and single comparisons joined by "and": enough for screens; the language itself is the back end's. */
function select(
  server: FakeServer,
  entity: WireEntity,
  query: URLSearchParams,
  own?: string | null,
): Row[] {
  let rows = [...(server.rows[entity.name] ?? [])]
  const search = fold(query.get('search') ?? '')
  if (search)
    rows = rows.filter((row) =>
      Object.values(row).some((value) => fold(textOf(value)).includes(search)),
    )
  for (const part of [own, query.get('filter')]
    .flatMap((filter) => (filter ?? '').split(' and '))
    .filter(Boolean)) {
    const [, name = '', operator, wanted = ''] =
      /^\(?(\w+) (=|!=|>=|<=|>|<) '?([^')]*)'?\)?$/.exec(part.trim()) ?? []
    const right = wanted === '$me' ? server.session.member.name : wanted
    rows = rows.filter((row) => {
      const left =
        wanted === '$me'
          ? textOf(row[name])
          : ((row[name] as { id?: string } | null)?.id ?? row[name])
      if (operator === '=') return String(left ?? '') === right
      if (operator === '!=') return String(left ?? '') !== right
      const order = Number(left) - Number(right)
      return operator === '>'
        ? order > 0
        : operator === '<'
          ? order < 0
          : operator === '>='
            ? order >= 0
            : order <= 0
    })
  }
  return rows
}

function sorted(rows: Row[], sort: string | null | undefined): Row[] {
  const key = sort?.split(',')[0]?.trim()
  if (!key) return rows
  const name = key.replace(/^-/, '')
  const sign = key.startsWith('-') ? -1 : 1
  const value = (row: Row) => {
    const raw = row[name]
    return typeof raw === 'string' && /^-?\d+(\.\d+)?$/.test(raw) ? Number(raw) : fold(textOf(raw))
  }
  return rows.sort((a, b) => (value(a) < value(b) ? -sign : value(a) > value(b) ? sign : 0))
}

/** Stages, or the options of a choice field and null for the records without one. */
function columnKeys(entity: WireEntity, name: string, only: string | null): (string | null)[] {
  const options = entity.fields.find((field) => field.name === name)?.options
  const keys = options
    ? [...options.map((option) => option.key), null]
    : (entity.pipelines[0]?.stages.map((stage) => stage.key) ?? [])
  return keys.filter((key) => !only || String(key) === only)
}

function answerView(call: Call): Response {
  const { server, parts, query } = call
  const key = parts[1] ?? ''
  const saved = server.views.data.find((item) => item.key === key)
  const entity = Object.values(server.model.entities).find(
    (item) => item.name === saved?.entity || item.views.some((view) => view.key === key),
  )
  const view = saved ?? entity?.views.find((item) => item.key === key)
  if (!entity || !view) return problem(404, 'not_found', 'Esta visão não existe.')
  const own = query.get('own_filter') === 'false' ? null : view.filter
  const rows = sorted(select(server, entity, query, own), query.get('sort') ?? view.sort)
  if ((query.get('as') ?? view.kind) !== 'kanban') return answerRows(call, entity, view, rows)
  const field = query.get('group') || view.field || 'stage'
  const only = query.get('column')
  const columns = columnKeys(entity, field, only).map((key) => {
    const cards = rows.filter((row) => (row[field] ?? null) === key)
    const measures = Object.fromEntries(
      (view.measures ?? []).map((item) => [
        `${item.fn}:${item.field}`,
        cards.reduce((sum, row) => sum + Number(row[item.field ?? ''] ?? 0), 0).toFixed(2),
      ]),
    )
    const slice = page(cards, query)
    return { key, count: slice.count, measures, cards: slice.data, page: slice.page }
  })
  return json({ kind: 'kanban', columns })
}

function normalise(
  server: FakeServer,
  entity: WireEntity,
  values: Record<string, unknown>,
): Record<string, unknown> {
  const found = (to: string, value: unknown) => {
    const key = typeof value === 'object' && value !== null ? (value as { id: string }).id : value
    const row = server.rows[to]?.find((item) => item.id === key)
    return row ? { id: row.id, title: textOf(row.name ?? row.summary) } : null
  }
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field = entity.fields.find((item) => item.name === name)
      if (!field || value === null) return [name, value]
      if (field.type === 'link' || field.type === 'member')
        return [name, found(field.to ?? 'member', value)]
      if (field.type === 'links')
        return [
          name,
          (value as unknown[]).map((item) => found(field.to ?? '', item)).filter(Boolean),
        ]
      return [name, value]
    }),
  )
}

const isEmpty = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0)

function missing(entity: WireEntity, row: Row, names: string[]): ProblemItem[] {
  return names
    .filter((name) => isEmpty(row[name]))
    .map((name) => {
      const label = entity.fields.find((field) => field.name === name)?.label ?? name
      return { path: `fields.${name}`, code: 'required', message: `Preencha ${label}` }
    })
}

function move(call: Call, entity: WireEntity, row: Row): Response {
  const pipeline = entity.pipelines[0]
  const to = String(call.body.stage)
  const stage = pipeline?.stages.find((item) => item.key === to)
  if (!pipeline || !stage) return problem(422, 'stage_unknown', 'Esta etapa não existe.')
  const from = String(row[pipeline.field])
  if (from !== to && !pipeline.transitions[from]?.includes(to)) {
    return problem(422, 'transition_not_allowed', `Daqui não dá para ir para ${stage.label}.`)
  }
  const next = {
    ...row,
    ...normalise(call.server, entity, (call.body.fields ?? {}) as Record<string, unknown>),
  } as Row
  const faults = missing(entity, next, stage.requires)
  if (faults.length > 0) return problem(422, 'gate', `Falta preencher para ${stage.label}.`, faults)
  const before = { ...row }
  Object.assign(row, next, {
    [pipeline.field]: to,
    [`${pipeline.field}_since`]: new Date().toISOString(),
    version: row.version + 1,
  })
  return written(call, 'move', entity, before, row)
}

function answerData(call: Call): Response | Promise<Response> {
  if (Array.isArray(call.body)) {
    const name = entityOf(call.server, call.parts[1] ?? '')?.name ?? ''
    return answerMany(call, name, answerOne)
  }
  return answerOne(call)
}

function answerOne(call: Call): Response {
  const { server, method, parts, query, body, headers } = call
  const [, name = '', id, verb] = parts
  if (!name) return json({ data: Object.values(server.model.entities) })
  const entity = entityOf(server, name)
  if (!entity) return problem(404, 'not_found', 'Este módulo não existe.')
  const rows = (server.rows[entity.name] ??= [])
  if (!id && method === 'GET' && query.get('trash') === 'only')
    return json(page(server.trash[entity.name] ?? [], query))
  if (!id && method === 'GET')
    return json(page(sorted(select(server, entity, query), query.get('sort')), query))
  if (!id) {
    const initial = entity.pipelines[0]
      ? { [entity.pipelines[0].field]: entity.pipelines[0].initial }
      : {}
    const now = new Date().toISOString()
    const row: Row = {
      id: crypto.randomUUID(),
      version: 1,
      ...initial,
      stage_since: now,
      created_at: now,
      updated_at: now,
      ...normalise(server, entity, body),
    }
    const faults = missing(
      entity,
      row,
      entity.fields.filter((field) => field.required).map((field) => field.name),
    )
    if (faults.length > 0) return problem(422, 'invalid', 'Confira os campos.', faults)
    rows.unshift(row)
    return written(call, 'create', entity, null, row, 201)
  }
  const aside = answerAside(call, entity, rows)
  if (aside) return aside
  const row = rows.find((item) => item.id === id)
  if (!row) return problem(404, 'not_found', 'Este registro não existe ou o seu perfil não o vê.')
  if (verb === 'move') return move(call, entity, row)
  if (method === 'PATCH') {
    const version = Number(headers.get('If-Match') ?? row.version)
    const { $base: base = {}, ...values } = body
    const isBehind = Object.keys(values).some(
      (field) => !(field in (base as object)) || !same((base as Row)[field], row[field]),
    )
    if (version !== row.version && isBehind)
      return problem(409, 'conflict', 'Outra pessoa alterou este campo.', [], {
        version: row.version,
      })
    const before = { ...row }
    Object.assign(row, normalise(server, entity, values), {
      version: row.version + 1,
      updated_at: new Date().toISOString(),
    })
    return written(call, 'update', entity, before, row)
  }
  const related = Object.fromEntries(
    [...(query.get('with') ?? '').matchAll(/(\w+)\(/g)].map(([, field = '']) => {
      const to = entity.fields.find((item) => item.name === field)?.to ?? ''
      return [field, { data: server.rows[to] ?? [], page: { next: null, has_next: false } }]
    }),
  )
  return json({ data: { ...row, ...related, can: ['update', 'move', 'delete'] } })
}

function answer(call: Call): Response | Promise<Response> {
  const [area] = call.parts
  if (area === 'ready' || area === 'health') return json({ status: 'ok' })
  if (area === 'session') return answerSession(call)
  if (!call.server.isSignedIn) return problem(401, 'session_required', 'Entre para continuar.')
  const isChange = call.method !== 'GET'
  if (isChange && call.headers.get('X-CSRF-Token') !== call.server.session.csrf) {
    return problem(403, 'csrf_required', 'Recarregue a página e tente de novo.')
  }
  if (area === 'model') {
    const etag = `"${call.server.model.hash}"`
    if (call.headers.get('If-None-Match') === etag) return new Response(null, { status: 304 })
    return json(call.server.model, 200, { ETag: etag })
  }
  if (area === 'views') return answerSavedViews(call) ?? answerView(call)
  if (area === 'data') return answerData(call)
  if (area === 'changes') return answerUndo(call)
  return problem(404, 'not_found', 'Este endereço não existe.')
}

export type { FakeServer } from './fake-parts'

export function createFakeServer(
  options: Partial<Pick<FakeServer, 'isSignedIn' | 'model' | 'session' | 'rows'>> = {},
): FakeServer {
  const server: FakeServer = {
    rows: options.rows ?? buildRows(),
    model: options.model ?? structuredClone(modelFixture),
    session: options.session ?? structuredClone(sessionFixture),
    isSignedIn: options.isSignedIn ?? true,
    trash: {},
    views: {
      data: [],
      far_fields: {},
      pinned: {},
      defaults: {},
      can_share: true,
      roles: ROLES,
    },
    changes: [],
    log: [],
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : String(input), 'http://localhost')
      const method = init?.method ?? 'GET'
      server.log.push(`${method} ${url.pathname}`)
      const response = await answer({
        server,
        method,
        parts: url.pathname
          .replace(/^\/api\//, '')
          .split('/')
          .map(decodeURIComponent),
        query: url.searchParams,
        body: init?.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : {},
        headers: new Headers(init?.headers),
      })
      response.headers.set('X-Model-Version', String(server.model.version))
      return response
    },
  }
  return server
}

/** A stream on which nothing happens. */
class SilentEvents extends EventTarget {
  readonly readyState = 1
  close(): void {}
}

/** Replaces fetch for /api; the session survives a reload of the page. */
export function installFakeServer(): FakeServer {
  Object.assign(globalThis, { EventSource: SilentEvents })
  const real = globalThis.fetch
  const server = createFakeServer({
    isSignedIn: sessionStorage.getItem('fake.signed-in') === 'yes',
  })
  globalThis.fetch = async (input, init) => {
    if (!String(input).startsWith('/api')) return real(input, init)
    const response = await server.fetch(input, init)
    sessionStorage.setItem('fake.signed-in', server.isSignedIn ? 'yes' : 'no')
    return response
  }
  return server
}
