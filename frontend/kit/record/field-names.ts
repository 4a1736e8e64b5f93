/** Names of the fields among the items of a flat layout. Pure. */
import { type WireLayoutItem } from '../meta/wire'

export function fieldNames(items: readonly WireLayoutItem[]): string[] {
  return items.flatMap((item) =>
    typeof item === 'string' ? [item] : 'field' in item ? [item.field] : [],
  )
}
