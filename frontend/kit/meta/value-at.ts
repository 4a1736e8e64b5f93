/** The value of a field in a row; a dotted name goes through links, over several records as a list. Pure. */
import { type Row } from './wire'

function step(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => step(one, name))
  return typeof value === 'object' && value !== null
    ? ((value as Record<string, unknown>)[name] ?? null)
    : null
}

export function valueAt(row: Row, name: string): unknown {
  if (!name.includes('.')) return row[name] ?? null
  return name.split('.').reduce<unknown>(step, row)
}
