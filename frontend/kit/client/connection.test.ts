// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { retryNow, watchConnection } from './connection'
import { request } from './http'

interface Sent {
  url: string
  method: string
  key: string | null
  body: unknown
}
let sent: Sent[] = []
let answer: (url: string) => Response | Error = () => Response.json({})
let stop: () => void = () => undefined

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  vi.stubGlobal('fetch', (url: string, options: RequestInit = {}) => {
    const headers = new Headers(options.headers)
    sent.push({
      url,
      method: options.method ?? 'GET',
      key: headers.get('Idempotency-Key'),
      body: options.body,
    })
    const given = answer(url)
    return given instanceof Error ? Promise.reject(given) : Promise.resolve(given)
  })
  stop = watchConnection(new QueryClient())
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
const saves = () => sent.filter((one) => one.url !== '/api/ready')
const save = () => request('/data/lead/a', { method: 'PATCH', body: { city: 'Itu' }, version: 3 })

it('sends a save that was not answered again, unchanged and under the same key', async () => {
  answer = () => new TypeError('refused')
  const saved = save()
  await vi.advanceTimersByTimeAsync(5000)
  expect(saves()).toHaveLength(1)
  answer = (url) => (url === '/api/ready' ? Response.json({}) : Response.json({ data: 'kept' }))
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await saved).toEqual({ data: 'kept' })
  expect(saves()).toHaveLength(2)
  expect(saves()[0]?.key).toMatch(/^[0-9a-f]{32}$/)
  expect(saves()[1]).toEqual(saves()[0])
})

it('waits while the server says it is busy, asks when told to, and gives up for nothing else', async () => {
  let times = 0
  answer = (url) => {
    if (url === '/api/ready') return Response.json({})
    times += 1
    if (times === 1) return Response.json({ code: 'model_switching' }, { status: 503 })
    return Response.json({ code: 'invalid', errors: [] }, { status: 422 })
  }
  const refused = expect(save()).rejects.toMatchObject({ status: 422 })
  await vi.advanceTimersByTimeAsync(10)
  retryNow()
  await vi.advanceTimersByTimeAsync(10)
  await refused
  expect(times).toBe(2)
})

it('gives each save its own key, and reads none and no wait', async () => {
  answer = () => Response.json({})
  await save()
  await save()
  await request('/data/lead')
  const [first, second, read] = saves()
  expect(first?.key).not.toBe(second?.key)
  expect(read?.key).toBeNull()
  answer = () => new TypeError('refused')
  await expect(request('/data/lead')).rejects.toMatchObject({ code: 'offline' })
})
