/** A value that may point at records or files, as it is written: an id where it is a mere pointer. Pure. */
import { type Json } from '../meta/wire'

/** What a reference says of itself, beside values of its own. */
const KNOWN = new Set(['id', 'title', 'trashed', 'name', 'content_type', 'size', 'width', 'height'])

export function plainWire(value: unknown): Json {
  if (Array.isArray(value)) return value.map(plainWire)
  if (typeof value !== 'object' || value === null) return (value ?? null) as Json
  const found = value as Record<string, unknown>
  const isPointer = typeof found.id === 'string' && ('title' in found || 'content_type' in found)
  if (!isPointer) return value as Json
  if (typeof found.entity === 'string') return { entity: found.entity, id: found.id as string }
  const own = Object.entries(found).filter(([key]) => !KNOWN.has(key))
  return own.length === 0
    ? (found.id as string)
    : {
        id: found.id as string,
        ...Object.fromEntries(own.map(([key, one]) => [key, plainWire(one)])),
      }
}
