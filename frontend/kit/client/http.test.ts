import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { apiUrl, request, wireHttp } from './http'
import { ApiProblem } from './problem'

const calls: { url: string; init: RequestInit }[] = []
let answers: Response[] = []

beforeEach(() => {
  calls.length = 0
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push({ url, init })
    const answer = answers.shift()
    if (!answer) throw new TypeError('Failed to fetch')
    return answer
  })
  wireHttp({
    csrf: 'token-1',
    locale: 'pt-BR',
    onSessionEnded: null,
    onModelVersion: null,
    connection: null,
  })
})
afterEach(() => vi.unstubAllGlobals())

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  })
const sent = (index: number) => new Headers(calls[index]?.init.headers)

test('empty query values stay out of the address', () => {
  expect(apiUrl('/data/lead', { search: '', limit: 50, after: undefined, filter: "a = 'b'" })).toBe(
    '/api/data/lead?limit=50&filter=a+%3D+%27b%27',
  )
  // An empty group says: in no groups.
  expect(apiUrl('/views/lead.all/data', { group: '', sort: '' })).toBe(
    '/api/views/lead.all/data?group=',
  )
})

test('a change carries the token, the version and the language; a read carries no token', async () => {
  answers = [json({ data: {} }), json({ data: {} })]
  await request('/data/lead/1', { method: 'PATCH', body: { name: 'x' }, version: 7 })
  await request('/data/lead/1')
  expect(sent(0).get('X-CSRF-Token')).toBe('token-1')
  expect(sent(0).get('If-Match')).toBe('7')
  expect(sent(0).get('Accept-Language')).toBe('pt-BR')
  expect(sent(1).get('X-CSRF-Token')).toBeNull()
})

test('a problem is typed and its faults are found by field', async () => {
  const errors = [
    { path: 'fields.service_value', code: 'required', message: 'Preencha Valor do serviço' },
  ]
  answers = [
    json({ status: 422, code: 'gate', detail: 'Falta preencher.', errors }, 422, {
      'X-Request-Id': '7F3A-21',
    }),
  ]
  const problem = await request('/data/lead/1/move', { method: 'POST', body: {} }).catch(
    (error: unknown) => error,
  )
  expect(problem).toBeInstanceOf(ApiProblem)
  const typed = problem as ApiProblem
  expect(typed.isGate).toBe(true)
  expect(typed.of('service_value')).toEqual(errors)
  expect(typed.requestId).toBe('7F3A-21')
})

test('no answer and an answer that is not JSON are problems too', async () => {
  answers = []
  await expect(request('/model')).rejects.toMatchObject({ code: 'offline', isTemporary: true })
  answers = [new Response('<html>', { status: 502, headers: { 'Content-Type': 'text/html' } })]
  await expect(request('/model')).rejects.toMatchObject({ code: 'http_502', isTemporary: true })
})

test('a session that ended is asked for once and the request goes again with the new token', async () => {
  const asked = vi.fn(async () => {
    wireHttp({ csrf: 'token-2' })
    return true
  })
  wireHttp({ onSessionEnded: asked })
  answers = [json({ status: 401, code: 'session_required' }, 401), json({ data: 1 })]
  await expect(request('/data/lead', { method: 'POST', body: { name: 'Ana' } })).resolves.toEqual({
    data: 1,
  })
  expect(asked).toHaveBeenCalledOnce()
  expect(sent(1).get('X-CSRF-Token')).toBe('token-2')
  expect(calls[1]?.init.body).toBe('{"name":"Ana"}')
})

test('a person who gives up gets the refusal', async () => {
  wireHttp({ onSessionEnded: async () => false })
  answers = [json({ status: 401, code: 'session_required' }, 401)]
  await expect(request('/data/lead')).rejects.toMatchObject({ status: 401 })
})

test('the model version of an answer is told', async () => {
  const told = vi.fn()
  wireHttp({ onModelVersion: told })
  answers = [json({}, 200, { 'X-Model-Version': '9' })]
  await request('/data')
  expect(told).toHaveBeenCalledWith(9)
})
