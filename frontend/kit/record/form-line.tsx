/** A field of a long form: drawn again only when its own value, fault or state changes. */
import { memo, type ReactNode } from 'react'
import { type FieldContext } from '../fields/contract'
import { isWide } from '../fields/wide'
import { type FieldPlan } from '../meta/plan'
import { FormField } from './form-field'

interface FormLineProps {
  id: string
  field: FieldPlan
  value: unknown
  context: FieldContext
  required: boolean
  error: string | null
  remedy?: ReactNode
  autoFocus: boolean
  onChange: (field: FieldPlan, value: unknown) => void
  onLeave: (field: FieldPlan) => void
}

const nothing = () => undefined

export const FormLine = memo(function FormLine({
  field,
  onChange,
  onLeave,
  ...props
}: FormLineProps) {
  return (
    <FormField
      {...props}
      field={field}
      onChange={(value) => onChange(field, value)}
      onLeave={() => onLeave(field)}
      onCommit={nothing}
      className={isWide(field) ? 'md:col-span-2' : ''}
    />
  )
})
