/** JSON as text: read strictly, with the line of the first fault. The same on every engine. Pure. */
import { type Json } from '../../meta/wire'
import { type Parsed } from '../contract'

export const DEPTH_MAX = 20
const BYTES_MAX = 64 * 1024
const BLANK = /[ \t\n\r]*/y
const SCALAR =
  /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.])|(?:true|false|null)\b/uy

interface Fault {
  at: number
  isDepth: boolean
}

/** Reads on from `at`; the place after the value, or the place of the fault. */
function scan(text: string, at: number, depth: number): number | Fault {
  const start = skip(text, at)
  const mark = text[start]
  if (mark !== '{' && mark !== '[') return take(SCALAR, text, start)
  if (depth === DEPTH_MAX) return { at: start, isDepth: true }
  const close = mark === '{' ? '}' : ']'
  let place = skip(text, start + 1)
  if (text[place] === close) return place + 1
  for (;;) {
    const end = mark === '{' ? member(text, place, depth) : scan(text, place, depth + 1)
    if (typeof end !== 'number') return end
    place = skip(text, end)
    if (text[place] === close) return place + 1
    if (text[place] !== ',') return { at: place, isDepth: false }
    place = skip(text, place + 1)
  }
}

function member(text: string, at: number, depth: number): number | Fault {
  if (text[at] !== '"') return { at, isDepth: false }
  const key = take(SCALAR, text, at)
  if (typeof key !== 'number') return key
  const colon = skip(text, key)
  return text[colon] === ':' ? scan(text, colon + 1, depth + 1) : { at: colon, isDepth: false }
}

function skip(text: string, at: number): number {
  BLANK.lastIndex = at
  BLANK.test(text)
  return BLANK.lastIndex
}

function take(pattern: RegExp, text: string, at: number): number | Fault {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : { at, isDepth: false }
}

/** Line and column from 1, as an editor counts them. */
function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at).split('\n')
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
}

export function parseJson(text: string): Parsed<Json> {
  if (text.trim() === '') return { ok: true, value: null }
  const end = scan(text, 0, 0)
  if (typeof end !== 'number')
    return {
      ok: false,
      code: end.isDepth ? 'json.depth' : `json.syntax:${lineAndColumn(text, end.at)}`,
    }
  const rest = skip(text, end)
  if (rest < text.length) return { ok: false, code: `json.syntax:${lineAndColumn(text, rest)}` }
  const value = JSON.parse(text) as Json
  const size = new TextEncoder().encode(JSON.stringify(value)).length
  return size > BYTES_MAX ? { ok: false, code: 'json.size' } : { ok: true, value }
}

/** One line, for a cell. */
export const jsonLine = (value: Json) => JSON.stringify(value)
/** In lines, for reading and writing. */
export const jsonLines = (value: Json) => JSON.stringify(value, null, 2)
