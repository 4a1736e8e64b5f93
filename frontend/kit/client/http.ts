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
}

const wiring: Wiring = {
  csrf: '',
  locale: 'pt-BR',
  onSessionEnded: null,
  onStaleToken: null,
  onModelVersion: null,
}

export function wireHttp(change: Partial<Wiring>): void {
  Object.assign(wiring, change)
}

export function apiUrl(path: string, query: RequestOptions['query'] = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return `/api${path}${text ? `?${text}` : ''}`
}

function headersOf(options: RequestOptions): Record<string, string> {
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

/** Sends and returns the raw response; throws ApiProblem for anything but 2xx and 304. */
export async function send(path: string, options: RequestOptions = {}): Promise<Response> {
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
    throw new ApiProblem({ status: 0, code: 'offline' })
  }
  const version = Number(response.headers.get('X-Model-Version'))
  if (version > 0) wiring.onModelVersion?.(version)
  if (response.ok || response.status === 304) return response
  const problem = await problemOf(response)
  if (options.relogin !== false) {
    const again =
      problem.status === 401
        ? wiring.onSessionEnded
        : problem.code === 'csrf_required'
          ? wiring.onStaleToken
          : null
    if (again && (await again())) return send(path, { ...options, relogin: false })
  }
  throw problem
}

export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}
