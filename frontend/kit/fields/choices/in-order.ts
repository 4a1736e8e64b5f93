import { type FieldPlan } from '../../meta/plan'

/** Each key once, as the options stand; retired ones at the end. */
export function inOrder(keys: readonly string[], field: FieldPlan): string[] {
  const wanted = new Set(keys)
  const known = field.options.filter((option) => wanted.has(option.key)).map((one) => one.key)
  return [...known, ...[...wanted].filter((key) => !field.optionByKey.has(key))]
}
