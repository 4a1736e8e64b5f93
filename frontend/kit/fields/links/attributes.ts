/** What each link of a field holds of its own, from the field's settings, as fields. */
import { compileField, type FieldPlan } from '../../meta/plan'
import { type Json, type RecordRef, type WireField } from '../../meta/wire'

/** A link and its own values. */
export type Linked = RecordRef & Record<string, unknown>

const made = new WeakMap<object, readonly FieldPlan[]>()
const NONE: readonly FieldPlan[] = []

const isNamed = (one: Json): one is { [key: string]: Json } & { name: string; type: string } =>
  typeof one === 'object' &&
  one !== null &&
  !Array.isArray(one) &&
  typeof one.name === 'string' &&
  typeof one.type === 'string'

export function attributesOf(field: FieldPlan): readonly FieldPlan[] {
  const list = field.settings?.attributes
  if (!Array.isArray(list)) return NONE
  const known = made.get(list)
  if (known) return known
  const plans = list.filter(isNamed).map((one) => {
    const wire: WireField = {
      editor: one.type,
      label: one.name,
      required: false,
      access: 'write',
      sortable: false,
      filterable: false,
      groupable: false,
      aggregates: [],
      searchable: false,
      operators: [],
      ...one,
    }
    return compileField(field.entity, wire, new Map())
  })
  made.set(list, plans)
  return plans
}
