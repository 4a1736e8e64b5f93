/** The one way to the API: same-origin fetch with the session's CSRF token, problems as ApiProblem, one retry after a new login. */
import { type Json, type ProblemBody } from '../meta/wire'
import { ApiProblem } from './problem'

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  query?: Record<string, string | number | boolean | null | undefined>
  body?: Json | Record<string, unknown>
  version?: number
  idempotencyKey?: string
  signal?: AbortSignal
  headers?: Record<string, string>
  /** Renews what ended (session, token) and tries once more. Off for the session calls themselves. */
  relogin?: boolean
}

interface Wiring {
  csrf: string
  locale: string
  /** Resolves true when the person signed in again, false when they gave up. */
  onSessionEnded: (() => Promise<boolean>) | null
  /** Another tab signed in again: resolves true when the new token belongs to the same person. */
  onStaleToken: (() => Promise<boolean>) | null
  onModelVersion: ((version: number) => void) | null
  /** Hears whether the server answers, and holds saves that it did not. */
  connection: {
    lost: () => void
    answered: () => void
    hold: () => { again: () => Promise<void>; done: () => void }
  } | null
}

const wiring: Wiring = {
  csrf: '',
  locale: 'pt-BR',
  onSessionEnded: null,
  onStaleToken: null,
  onModelVersion: null,
  connection: null,
}

export function wireHttp(change: Partial<Wiring>): void {
  Object.assign(wiring, change)
}

/** Parameters that, empty, ask for none; any other empty one is not sent. */
const EMPTY_IS_NONE = new Set(['group', 'measures'])

export function apiUrl(path: string, query: RequestOptions['query'] = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    if (value !== '' || EMPTY_IS_NONE.has(key)) search.set(key, String(value))
  }
  const text = search.toString()
  return `/api${path}${text ? `?${text}` : ''}`
}

/** The headers of a request: language, token, version. */
export function headersOf(options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': wiring.locale,
    ...options.headers,
  }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.method && options.method !== 'GET' && wiring.csrf)
    headers['X-CSRF-Token'] = wiring.csrf
  if (options.version !== undefined) headers['If-Match'] = String(options.version)
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey
  return headers
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const requestId = response.headers.get('X-Request-Id') ?? ''
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false
  const body = isJson ? ((await response.json()) as Partial<ProblemBody>) : {}
  return new ApiProblem(
    { ...body, status: response.status, code: body.code ?? `http_${response.status}` },
    requestId,
  )
}

const SILENCE = new Set([0, 502, 503, 504])
const isSave = ({ method, relogin }: RequestOptions) =>
  method !== undefined && method !== 'GET' && relogin !== false

/** Unique enough for 48 hours of one account, on pages without a secure context too. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** Sends and returns the raw response; throws ApiProblem for anything but 2xx and 304. A save that is not answered waits, and is sent again under the same key. */
export async function send(path: string, options: RequestOptions = {}): Promise<Response> {
  if (!isSave(options)) return sendOnce(path, options)
  const keyed = { ...options, idempotencyKey: options.idempotencyKey ?? newKey() }
  let held: { again: () => Promise<void>; done: () => void } | undefined
  try {
    for (;;) {
      try {
        return await sendOnce(path, keyed)
      } catch (error) {
        const isSilence = error instanceof ApiProblem && SILENCE.has(error.status)
        if (!isSilence || !wiring.connection) throw error
        held ??= wiring.connection.hold()
        await held.again()
      }
    }
  } finally {
    held?.done()
  }
}

async function sendOnce(path: string, options: RequestOptions): Promise<Response> {
  let response: Response
  try {
    response = await fetch(apiUrl(path, options.query), {
      method: options.method ?? 'GET',
      headers: headersOf(options),
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      credentials: 'same-origin',
      signal: options.signal,
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    wiring.connection?.lost()
    throw new ApiProblem({ status: 0, code: 'offline' })
  }
  if (SILENCE.has(response.status)) wiring.connection?.lost()
  else wiring.connection?.answered()
  const version = Number(response.headers.get('X-Model-Version'))
  if (version > 0) wiring.onModelVersion?.(version)
  if (response.ok || response.status === 304) return response
  const problem = await problemOf(response)
  if (options.relogin !== false && (await isRenewed(problem)))
    return sendOnce(path, { ...options, relogin: false })
  throw problem
}

/** Renews what a refusal says has ended, session or token: true when the request may be tried again. */
export async function isRenewed(problem: ApiProblem): Promise<boolean> {
  const again =
    problem.status === 401
      ? wiring.onSessionEnded
      : problem.code === 'csrf_required'
        ? wiring.onStaleToken
        : null
  return again !== null && (await again())
}

/** What a write answered, with the name of the change for whoever takes it back. */
export async function requestChange<T>(
  path: string,
  options: RequestOptions,
): Promise<{ data: T; changeSet: string | null }> {
  const response = await send(path, options)
  const { data } = (await response.json()) as { data: T }
  return { data, changeSet: response.headers.get('X-Change-Set') }
}

export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}
