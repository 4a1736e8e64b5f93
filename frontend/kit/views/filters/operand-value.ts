/** Operands and the values a field's own editor works with. Pure. */
import { parseDuration } from '../../fields/duration/duration'
import { fieldKinds } from '../../fields/registry'
import { type FieldPlan } from '../../meta/plan'
import { type Operand } from './condition'
import { familyOf } from './field-family'

const WHOLE = new Set(['integer', 'rating', 'auto_number'])

export function valueOf(operand: Operand | undefined, field: FieldPlan): unknown {
  if (!operand || operand.is === 'day' || operand.is === 'variable') return null
  if (field.type === 'duration' && operand.is === 'text') {
    const read = parseDuration(operand.value)
    return read.ok ? read.value : null
  }
  if (operand.is === 'number') return WHOLE.has(field.type) ? Number(operand.value) : operand.value
  return operand.value
}

const DIGITS = /^-?\d+(\.\d+)?$/

/** Null for what cannot be asked: empty, or not read. */
export function operandOf(value: unknown, field: FieldPlan): Operand | null {
  const wire = fieldKinds.get(field.editor)?.toWire(value ?? null) ?? null
  if (wire === null || wire === '' || typeof wire === 'object') return null
  if (typeof wire === 'boolean') return { is: 'boolean', value: wire }
  if (field.type === 'duration') return { is: 'text', value: `PT${wire}S` }
  const text = String(wire)
  if (familyOf(field) === 'number') return DIGITS.test(text) ? { is: 'number', value: text } : null
  return { is: 'text', value: text }
}
