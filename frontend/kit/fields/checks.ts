/** Checks every field shares, as codes. Editors add their own; the server has the last word. */
import { type FieldPlan } from '../meta/plan'
import { type FieldContext, type FieldDefinition } from './contract'
import { type FieldWords, faultText } from './field-messages'
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

/** The first of them in words; null when there is none. */
export function faultSentence(
  definition: FieldDefinition,
  value: unknown,
  field: FieldPlan,
  context: FieldContext,
  words: FieldWords,
  required = field.required,
): string | null {
  if (isUnreadable(value) && value.words) return value.words
  const code = faultsOf(definition, value, field, context, required)[0]
  if (code === undefined) return null
  const own = definition.faultText?.(code, field, context)
  return own ?? faultText(code, field, words, (shown) => definition.format(shown, field, context))
}
