/** What a view answers as rows: in groups with their totals, and on a timeline with the stages each record went through. */
import {
  type GroupInfo,
  type Row,
  type StageSpan,
  type WireEntity,
  type WireView,
} from '../meta/wire'
import { type Call, json, page } from './fake-parts'

const DAY = 86_400_000
const keyOf = (value: unknown): string | boolean | null => {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'object') return (value as { id: string }).id
  return typeof value === 'boolean' ? value : String(value)
}

/** Options and stages in their own order, linked records by title; without a value last. */
function inGroups(entity: WireEntity, rows: Row[], name: string) {
  const field = entity.fields.find((one) => one.name === name)
  const stages = entity.pipelines.find((one) => one.field === name)?.stages
  const order = (stages ?? field?.options ?? []).map((one) => one.key)
  const place = (row: Row): string | number => {
    const key = keyOf(row[name])
    if (key === null) return order.length > 0 ? order.length : '\uffff'
    if (order.length > 0) return order.indexOf(String(key))
    return (row[name] as { title?: string }).title ?? String(key)
  }
  const sorted = rows
    .map((row) => ({ row, at: place(row) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ row }) => row)
  return { rows: sorted, keys: [...new Set(sorted.map((row) => keyOf(row[name])))] }
}

function measuresOf(query: URLSearchParams, view: WireView, rows: Row[]) {
  const asked = query
    .get('measures')
    ?.split(',')
    .filter(Boolean)
    .map((text) => ({ fn: text.split(':')[0] ?? '', field: text.split(':')[1] ?? '' }))
  return Object.fromEntries(
    (asked ?? view.measures ?? []).map(({ fn, field }) => [
      `${fn}_${field}`,
      rows.reduce((sum, row) => sum + Number(row[field] ?? 0), 0).toFixed(2),
    ]),
  )
}

/** Half of its life in the first stage, the rest in the one it is in now. */
function stagesOf(entity: WireEntity, row: Row): StageSpan[] {
  const pipeline = entity.pipelines[0]
  if (!pipeline) return []
  const since = String(row[`${pipeline.field}_since`])
  const now = { stage: String(row[pipeline.field]), from: since, to: null }
  const made = String(row.created_at)
  if (made >= since || now.stage === pipeline.initial) return [now]
  return [{ stage: pipeline.initial, from: made, to: since }, now]
}

function onTimeline(entity: WireEntity, rows: Row[], query: URLSearchParams): Row[] {
  const from = Date.parse(`${query.get('from') ?? '1900-01-01'}T03:00:00Z`)
  const to = Date.parse(`${query.get('to') ?? '2200-01-01'}T03:00:00Z`)
  const start = query.get('date')
  return rows.flatMap((row) => {
    const $stages = start ? undefined : stagesOf(entity, row)
    const begins = Date.parse(String($stages?.[0]?.from ?? row[start ?? 'created_at']))
    const ends = $stages?.some((span) => span.to === null) ? Number.POSITIVE_INFINITY : begins + DAY
    return begins < to && ends > from ? [{ ...row, $stages }] : []
  })
}

export function answerRows(call: Call, entity: WireEntity, view: WireView, found: Row[]): Response {
  const { query } = call
  const kind = query.get('as') ?? view.kind
  const name = query.get('group') ?? view.group ?? ''
  const touched = kind === 'timeline' ? onTimeline(entity, found, query) : found
  const { rows, keys } = name ? inGroups(entity, touched, name) : { rows: touched, keys: [] }
  const groups = keys.map((key): GroupInfo => {
    const own = rows.filter((row) => keyOf(row[name]) === key)
    const title = (own[0]?.[name] as { title?: string } | null)?.title
    const count = { value: own.length, capped: false }
    return { key, title, count, measures: measuresOf(query, view, own) }
  })
  const first = !query.get('after') && {
    ...(name && { groups }),
    measures: measuresOf(query, view, rows),
  }
  return json({ kind, ...page(rows, query), ...first })
}
