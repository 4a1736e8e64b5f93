/** A field within an editor: its label over it (or for readers only), its editor, its fault once it was left. */
import { useState } from 'react'
import { useMessages } from '../i18n/locale-context'
import { type FieldPlan } from '../meta/plan'
import { cn } from '../ui/cn'
import { FieldError } from '../ui/field'
import { faultSentence } from './checks'
import { type FieldContext } from './contract'
import { FieldEditor } from './field-editor'
import { fieldMessages } from './field-messages'
import { fieldKinds } from './registry'

export interface NestedFieldProps {
  id: string
  field: FieldPlan
  /** What it is a field of: read after the label, not shown. */
  of: string
  value: unknown
  context: FieldContext
  onChange: (value: unknown) => void
  onCommit?: () => void
  labelClassName?: string
}

export function NestedField({
  id,
  field,
  of,
  value,
  context,
  onChange,
  onCommit,
  labelClassName,
}: NestedFieldProps) {
  const words = useMessages(fieldMessages)
  const [isLeft, setLeft] = useState(false)
  const kind = fieldKinds.get(field.editor)
  const error = kind && isLeft ? faultSentence(kind, value, field, context, words) : null
  return (
    <div
      className="flex min-w-0 flex-col gap-1"
      onBlur={(event) => {
        const isOut = !event.currentTarget.contains(event.relatedTarget)
        if (isOut && kind && !kind.isEmpty(value)) setLeft(true)
      }}
    >
      <label htmlFor={id} className={cn('truncate text-meta text-fg-2', labelClassName)}>
        {field.label}
        {field.required && (
          <span aria-hidden className="text-bad">
            {' *'}
          </span>
        )}
        <span className="sr-only">, {of}</span>
      </label>
      <FieldEditor
        id={id}
        value={value}
        field={field}
        context={context}
        size="form"
        invalid={error !== null}
        describedBy={error === null ? undefined : `${id}-error`}
        onChange={onChange}
        onCommit={onCommit ?? (() => undefined)}
        onCancel={() => undefined}
      />
      {error !== null && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}
