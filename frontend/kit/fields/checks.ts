/** Checks every field shares, as codes. Editors add their own; the server has the last word. */
import { type FieldPlan } from '../meta/plan'
import { type FieldContext, type FieldDefinition } from './contract'
import { isUnreadable } from './unreadable'

export function tooLong(value: string | null, field: FieldPlan): string[] {
  return value !== null && field.max_length && [...value].length > field.max_length
    ? ['too_long']
    : []
}

/** Every fault of a value before it is sent. `required` may come from the field or from a stage gate. */
export function faultsOf(
  definition: FieldDefinition,
  value: unknown,
  field: FieldPlan,
  context: FieldContext,
  required = field.required,
): string[] {
  if (isUnreadable(value)) return [value.code]
  if (definition.isEmpty(value)) return required ? ['required'] : []
  return definition.validate(value, field, context)
}
