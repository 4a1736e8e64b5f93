// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keys } from '../client/data'
import { compileModel } from '../meta/plan'
import { model } from '../testing/model-fixture'
import { holdersOf, isKnown } from './affected'
import { type LiveMessage, readMessage } from './messages'
import { createRecent } from './recent'
import { openStream } from './stream'

class FakeSource extends EventTarget {
  static made: FakeSource[] = []
  static readonly CLOSED = 2
  readyState = 1
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
    FakeSource.made.push(this)
  }
  close() {
    this.readyState = 2
  }
  say(type: string, data: object, lastEventId = '') {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId }))
  }
  breakOff() {
    this.readyState = 2
    this.dispatchEvent(new Event('error'))
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  FakeSource.made = []
  vi.stubGlobal('EventSource', FakeSource)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function open(
  isSignedIn: () => Promise<boolean> = () => Promise.resolve(true),
  after: string | null = 'start',
) {
  const told: LiveMessage[] = []
  const end = openStream({ tell: (one) => told.push(one), isSignedIn, after })
  return { told, end }
}
const last = () => FakeSource.made.at(-1) as FakeSource

it('tells changes as they come, and not what it does not know', () => {
  const { told, end } = open()
  last().say('change', { entity: 'lead', id: 'a', version: 4, op: 'move' })
  last().say('model', {})
  last().say('views', {})
  expect(told).toEqual([
    { kind: 'change', change: { entity: 'lead', id: 'a', version: 4, op: 'move' } },
    { kind: 'model' },
    { kind: 'views' },
  ])
  expect(readMessage('change', '{"entity":"lead"}')).toBeNull()
  expect(readMessage('weather', '{}')).toBeNull()
  end()
})

it('opens after the position of the first data, and after a break where it was', async () => {
  const { told, end } = open(undefined, 'a b')
  expect(last().url).toBe('/api/events?after=a%20b')
  last().dispatchEvent(new Event('open'))
  last().say('change', { entity: 'lead', id: 'a', version: 4, op: 'move' }, 'c')
  last().breakOff()
  await vi.advanceTimersByTimeAsync(2100)
  expect(last().url).toBe('/api/events?after=c')
  last().dispatchEvent(new Event('open'))
  expect(told).toHaveLength(1)
  end()
})

it('reads all again when it takes over, or when its position was refused', async () => {
  const { told, end } = open(undefined, null)
  expect(last().url).toBe('/api/events')
  last().dispatchEvent(new Event('open'))
  expect(told).toEqual([{ kind: 'reset' }])
  end()
  const refused = open(undefined, 'old')
  last().breakOff()
  await vi.advanceTimersByTimeAsync(2100)
  expect(last().url).toBe('/api/events')
  last().dispatchEvent(new Event('open'))
  expect(refused.told).toEqual([{ kind: 'reset' }])
  refused.end()
})

it('tells a tab that opens meanwhile what came since it began', () => {
  let clock = 1000
  const recent = createRecent(() => clock)
  const change = (id: string): LiveMessage => ({
    kind: 'change',
    change: { entity: 'lead', id, version: 1, op: 'create' },
  })
  recent.keep(change('a'))
  clock = 3000
  recent.keep(change('b'))
  expect(recent.since(2000)).toEqual([change('b')])
  expect(recent.since(999)).toEqual([{ kind: 'reset' }])
  clock = 122_000
  recent.keep(change('c'))
  expect(recent.since(1001)).toEqual([change('b'), change('c')])
  expect(recent.since(1000)).toEqual([{ kind: 'reset' }])
})

it('opens again with growing pauses', async () => {
  const { told, end } = open()
  last().breakOff()
  await vi.advanceTimersByTimeAsync(1900)
  expect(FakeSource.made).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(200)
  expect(FakeSource.made).toHaveLength(2)
  last().breakOff()
  await vi.advanceTimersByTimeAsync(2100)
  expect(FakeSource.made).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(2000)
  expect(FakeSource.made).toHaveLength(3)
  last().dispatchEvent(new Event('open'))
  expect(told).toEqual([{ kind: 'reset' }])
  end()
})

it('leaves a break that the browser mends itself to the browser', async () => {
  const { told, end } = open()
  last().readyState = 0
  last().dispatchEvent(new Event('error'))
  await vi.advanceTimersByTimeAsync(70_000)
  last().dispatchEvent(new Event('open'))
  expect(FakeSource.made).toHaveLength(1)
  expect(told).toEqual([])
  end()
})

it('says that the session ended, and waits until somebody signed in', async () => {
  let signedIn = false
  const { told, end } = open(() => Promise.resolve(signedIn))
  last().say('close', { reason: 'session' })
  await vi.advanceTimersByTimeAsync(2100)
  expect(told).toEqual([{ kind: 'session' }])
  expect(FakeSource.made).toHaveLength(1)
  signedIn = true
  await vi.advanceTimersByTimeAsync(4100)
  expect(FakeSource.made).toHaveLength(2)
  end()
})

it('is silent while offline', async () => {
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const { end } = open()
  expect(FakeSource.made).toHaveLength(0)
  online.mockReturnValue(true)
  window.dispatchEvent(new Event('online'))
  expect(FakeSource.made).toHaveLength(1)
  end()
  await vi.advanceTimersByTimeAsync(70_000)
  expect(FakeSource.made).toHaveLength(1)
})

it('leaves what was changed here, and reads what is behind or new', () => {
  const client = new QueryClient()
  client.setQueryData(keys.record('lead', 'a'), { data: { id: 'a', version: 3 } })
  client.setQueryData(keys.view('lead', 'lead.all'), {
    pages: [{ data: [{ id: 'a', version: 3 }], page: {} }],
  })
  const change = { entity: 'lead', id: 'a', version: 3, op: 'update' }
  expect(isKnown(client, change)).toBe(true)
  expect(isKnown(client, { ...change, version: 4 })).toBe(false)
  expect(isKnown(client, { ...change, op: 'trash' })).toBe(false)
  expect(isKnown(client, { ...change, id: 'b' })).toBe(false)
  client.setQueryData(keys.view('lead', 'lead.board'), {
    columns: [{ cards: [{ id: 'a', version: 2 }] }],
  })
  expect(isKnown(client, change)).toBe(false)
})

it('knows which records list others', () => {
  const plan = compileModel(model)
  expect(holdersOf(plan, 'procedure').has('lead')).toBe(true)
  expect(holdersOf(plan, 'lead').has('procedure')).toBe(false)
})
