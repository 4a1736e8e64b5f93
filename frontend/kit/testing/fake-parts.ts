/** What the parts of the fake server share: what it holds, a call, and how it answers. */
import { type ChangeOp } from '../client/changes'
import { type SavedViews } from '../client/saved-views'
import {
  type ProblemItem,
  type Row,
  type Session,
  type WireEntity,
  type WireModel,
} from '../meta/wire'

export interface FakeChange {
  changeSet: string
  op: ChangeOp
  entity: string
  id: string
  version: number
  at: string
  fields: string[]
  before: Row | null
  after: Row | null
}

export interface FakeServer {
  fetch: typeof fetch
  rows: Record<string, Row[]>
  model: WireModel
  session: Session
  isSignedIn: boolean
  /** What was thrown away, by entity. */
  trash: Record<string, Row[]>
  /** Saved views and what the person chose of any view. */
  views: SavedViews
  /** What every write changed, newest first: the history, and what an undo takes back. */
  changes: FakeChange[]
  /** Every request, "GET /api/model". */
  log: string[]
}

export interface Call {
  server: FakeServer
  method: string
  parts: string[]
  query: URLSearchParams
  body: Record<string, unknown>
  headers: Headers
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  })

export function problem(
  status: number,
  code: string,
  detail: string,
  errors: ProblemItem[] = [],
  more: object = {},
): Response {
  const body = { type: 'about:blank', title: code, status, code, detail, errors, ...more }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'X-Request-Id': '7F3A-21' },
  })
}

export const entityOf = (server: FakeServer, name: string): WireEntity | undefined =>
  Object.values(server.model.entities).find((item) => item.name === name || item.plural === name)

export function page(rows: Row[], query: URLSearchParams) {
  const from = Number(query.get('after') ?? 0)
  const limit = Number(query.get('limit') ?? 50)
  const next = from + limit < rows.length ? String(from + limit) : null
  return {
    data: rows.slice(from, from + limit),
    page: { next, has_next: next !== null },
    count: { value: rows.length, capped: false },
  }
}

export const same = (a: unknown, b: unknown) =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
