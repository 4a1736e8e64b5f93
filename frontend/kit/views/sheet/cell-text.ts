/** A value as a spreadsheet has it, and back: what cannot be read is kept as typed, with the reason in words. Pure. */
import { faultSentence } from '../../fields/checks'
import { type FieldContext } from '../../fields/contract'
import { type FieldWords } from '../../fields/field-messages'
import { fieldKinds } from '../../fields/registry'
import { Unreadable } from '../../fields/unreadable'
import { type FieldPlan } from '../../meta/plan'

export function cellText(value: unknown, field: FieldPlan, context: FieldContext): string {
  const kind = fieldKinds.get(field.editor)
  if (value instanceof Unreadable) return value.text
  if (!kind || kind.isEmpty(value)) return ''
  const text = kind.format(value, field, context)
  // The head says the currency: a spreadsheet wants the number.
  return field.currency ? text.replace(/^\D*/, (head) => (/[-−]/.test(head) ? '-' : '')) : text
}

/** The value of a text, or the text itself as something unreadable. */
export function readCell(text: string, field: FieldPlan, context: FieldContext): unknown {
  const kind = fieldKinds.get(field.editor)
  if (!kind) return new Unreadable(text, 'invalid')
  const parsed = kind.parse(text, field, context)
  if (!parsed.ok) return new Unreadable(text, parsed.code)
  // Letters or digits that were read as nothing: saving that would wipe the old value.
  const isLost = parsed.value === null && /[\p{L}\p{N}]/u.test(text)
  return isLost ? new Unreadable(text, 'invalid') : parsed.value
}

/** Editors that begin with the text that was typed over a cell. */
const LINES = new Set(
  'barcode cnpj color cpf date datetime decimal duration email integer json long_text money percent phone position text time url'.split(
    ' ',
  ),
)

export const isTypedOver = (field: FieldPlan): boolean => LINES.has(field.editor)

export function cellFault(
  value: unknown,
  field: FieldPlan,
  context: FieldContext,
  words: FieldWords,
): string | null {
  const kind = fieldKinds.get(field.editor)
  return kind ? faultSentence(kind, value, field, context, words) : null
}

export function wireOf(value: unknown, field: FieldPlan) {
  return fieldKinds.get(field.editor)?.toWire(value) ?? null
}

export const isSameValue = (a: unknown, b: unknown, field: FieldPlan): boolean =>
  a === b || JSON.stringify(wireOf(a, field)) === JSON.stringify(wireOf(b, field))
