/** The order of cards in a column as the server would give it, so a moved card lands near its place. Pure. */
import { fieldKinds } from '../../fields/registry'
import { type EntityPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'

/** Undefined when the cards do not carry the field they are sorted by: then a moved card goes to the top. */
export function cardOrder(
  entity: EntityPlan,
  sort: string | null | undefined,
  sample: Row | undefined,
): ((a: Row, b: Row) => number) | undefined {
  const first = sort?.split(',')[0]?.trim()
  if (!first || !sample) return undefined
  const down = first.startsWith('-')
  const name = first.replace(/^-/, '')
  // Ids are given in order of creation, and cards rarely carry the date.
  if (name === 'created_at' && !(name in sample)) {
    return (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) * (down ? -1 : 1)
  }
  const field = entity.fieldByName.get(name)
  const kind = field && fieldKinds.get(field.editor)
  if (!field || !kind || !(field.name in sample)) return undefined
  return (a, b) => {
    const order = kind.compare(a[field.name] ?? null, b[field.name] ?? null, field)
    return down ? -order : order
  }
}
