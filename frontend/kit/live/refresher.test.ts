// @vitest-environment jsdom
import { QueryClient, type QueryKey, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keys } from '../client/data'
import { type KanbanData, type ListData, type Row } from '../meta/wire'
import { model } from '../testing/model-fixture'
import { changedFields } from './flash'
import { createRefresher } from './refresher'
import { type Waiting } from './waiting'

const pointed = vi.hoisted(() => ({ is: false }))
vi.mock('./pointed', () => ({ isPointedAt: () => pointed.is, whenReleased: () => () => undefined }))

const row = (id: string, version: number, name: string): Row => ({ id, version, name })
const asked: string[] = []
let answers: (path: string) => object = () => ({})
const client = new QueryClient()
let told: Waiting = { added: 0, changed: 0 }

/** A list on screen: what it shows first, and the way to what it shows now. */
function open(shown: object, key: QueryKey = keys.view('lead', 'lead.all', { sort: 'name' })) {
  client.setQueryData(key, shown)
  const whole = vi.fn(() => Promise.resolve({ ...shown, whole: true }))
  const observer = new QueryObserver(client, {
    queryKey: key,
    queryFn: whole,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const stop = observer.subscribe(() => undefined)
  return { whole, stop, now: <T>() => client.getQueryData<T>(key) as T }
}
const list = (rows: Row[], count: number): ListData => ({
  kind: 'list',
  data: rows,
  page: { has_next: false, next: null },
  count: { value: count, capped: false },
})
const change = (id: string, version: number, op = 'update') => ({ entity: 'lead', id, version, op })

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(1_000_000)
  client.setQueryData(keys.model, model)
  vi.stubGlobal('matchMedia', () => ({ matches: true })) // reduced motion: nothing lights up
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(decodeURIComponent(url).replaceAll('+', ' '))
    return Promise.resolve(Response.json(answers(url)))
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  client.clear()
  asked.length = 0
  pointed.is = false
  told = { added: 0, changed: 0 }
})
const refresher = () => createRefresher(client, (waiting) => (told = waiting))

it('reads one changed row again, in its place, whether somebody points or not', async () => {
  const { whole, stop, now } = open(list([row('a', 1, 'Ana'), row('b', 1, 'Bia')], 2))
  answers = () => list([{ ...row('b', 2, 'Bia'), city: 'Itu' }], 1)
  const made = refresher()
  pointed.is = true
  made.take(change('b', 2))
  await vi.advanceTimersByTimeAsync(100)
  expect(asked).toEqual(['/api/views/lead.all/data?sort=name&filter=id in ["b"]&limit=1'])
  expect(now<ListData>().data.map((one) => [one.id, one.city])).toEqual([
    ['a', undefined],
    ['b', 'Itu'],
  ])
  expect(whole).not.toHaveBeenCalled()
  expect(told).toEqual({ added: 0, changed: 0 })
  stop()
  made.stop()
})

it('lets new rows and rows with another place wait under a hand, while the count moves', async () => {
  const { whole, stop, now } = open(list([row('a', 1, 'Ana'), row('b', 1, 'Bia')], 2))
  answers = (url) =>
    url.includes('filter')
      ? list([row('c', 1, 'Caio'), row('b', 2, 'Zulmira')], 2)
      : list([row('a', 1, 'Ana')], 3)
  const made = refresher()
  pointed.is = true
  made.take(change('c', 1, 'create'))
  await vi.advanceTimersByTimeAsync(100)
  expect(told).toEqual({ added: 1, changed: 0 })
  made.take(change('b', 2))
  await vi.advanceTimersByTimeAsync(1100)
  expect(told).toEqual({ added: 1, changed: 1 })
  expect(now<ListData>().data.map((one) => one.name)).toEqual(['Ana', 'Bia'])
  expect(now<ListData>().count?.value).toBe(3)
  expect(whole).not.toHaveBeenCalled()
  made.show()
  await vi.advanceTimersByTimeAsync(0)
  expect(whole).toHaveBeenCalledTimes(1)
  expect(told).toEqual({ added: 0, changed: 0 })
  stop()
  made.stop()
})

it('keeps a long list still when a row of another page changes, unless the count says it came', async () => {
  const base = keys.view('lead', 'lead.all', { sort: 'name' })
  const page = (rows: Row[], more: boolean) => ({
    kind: 'list',
    data: rows,
    page: { has_next: more, next: null },
  })
  const first = open({ ...list([row('a', 1, 'Ana')], 3), page: { has_next: true, next: 'x' } }, [
    ...base,
    'page',
    0,
  ])
  const second = open(page([row('b', 1, 'Bia')], true), [...base, 'page', 1])
  answers = (url) =>
    url.includes('filter') ? list([row('b', 2, 'Bia'), row('z', 2, 'Zoe')], 2) : list([], 3)
  const made = refresher()
  made.take(change('b', 2))
  made.take(change('z', 2))
  await vi.advanceTimersByTimeAsync(100)
  expect(asked.filter((url) => url.includes('filter'))).toHaveLength(1)
  expect(second.now<ListData>().data[0]?.version).toBe(2)
  expect(second.now<ListData>().count).toBeUndefined()
  expect(first.whole).not.toHaveBeenCalled()
  answers = (url) => (url.includes('filter') ? list([row('y', 2, 'Yara')], 1) : list([], 4))
  pointed.is = true
  made.take(change('y', 2))
  await vi.advanceTimersByTimeAsync(1100)
  expect(first.now<ListData>().count?.value).toBe(4)
  expect(told).toEqual({ added: 1, changed: 0 })
  made.show()
  await vi.advanceTimersByTimeAsync(0)
  expect([first.whole.mock.calls.length, second.whole.mock.calls.length]).toEqual([1, 1])
  first.stop()
  second.stop()
  made.stop()
})

it('reads the whole view at once when nobody points at it and a row comes', async () => {
  const { whole, stop } = open(list([row('a', 1, 'Ana')], 1))
  const made = refresher()
  made.take(change('b', 1, 'create'))
  await vi.advanceTimersByTimeAsync(100)
  expect(whole).toHaveBeenCalledTimes(1)
  expect(asked).toEqual([])
  stop()
  made.stop()
})

it('leaves a view alone that has nothing to do with the record', async () => {
  const { whole, stop } = open(list([row('a', 1, 'Ana')], 1))
  answers = () => list([], 0)
  const made = refresher()
  made.take(change('z', 7))
  await vi.advanceTimersByTimeAsync(100)
  expect(asked).toHaveLength(1)
  expect(whole).not.toHaveBeenCalled()
  stop()
  made.stop()
})

it('moves the heads of a board at once and the card when the hand is gone', async () => {
  const column = (key: string, cards: Row[], count: number) => ({
    key,
    cards,
    count: { value: count, capped: false },
    measures: { 'sum:service_value': `${count}00.00` },
    page: { has_next: false, next: null },
  })
  const board = (columns: object[]) => ({ kind: 'kanban', columns })
  const { stop, now, whole } = open(
    board([column('new', [row('a', 1, 'Ana')], 1), column('active', [], 0)]),
    keys.view('lead', 'lead.board'),
  )
  answers = (url) =>
    url.includes('filter')
      ? board([column('new', [], 0), column('active', [row('a', 2, 'Ana')], 1)])
      : board([column('new', [], 4), column('active', [], 5)])
  const made = refresher()
  pointed.is = true
  made.take(change('a', 2, 'move'))
  await vi.advanceTimersByTimeAsync(100)
  const heads = now<KanbanData>().columns.map((one) => [one.count.value, one.cards.length])
  expect(heads).toEqual([
    [4, 1],
    [5, 0],
  ])
  expect(now<KanbanData>().columns[1]?.measures['sum:service_value']).toBe('500.00')
  expect(told).toEqual({ added: 0, changed: 1 })
  expect(whole).not.toHaveBeenCalled()
  stop()
  made.stop()
})

it('keeps what failed to be read waiting', async () => {
  const { whole, stop } = open(list([row('a', 1, 'Ana')], 1))
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('down')))
  const made = refresher()
  pointed.is = true
  made.take(change('a', 2))
  await vi.advanceTimersByTimeAsync(100)
  expect(told).toEqual({ added: 0, changed: 1 })
  expect(whole).not.toHaveBeenCalled()
  stop()
  made.stop()
})

it('knows which fields changed', () => {
  expect(changedFields(undefined, row('a', 1, 'Ana'))).toBeNull()
  expect(changedFields(row('a', 1, 'Ana'), row('a', 2, 'Ana'))).toEqual([])
  expect(changedFields(row('a', 1, 'Ana'), row('a', 2, 'Bia'))).toEqual(['name'])
})
