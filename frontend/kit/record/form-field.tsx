/** One field of a form: label, required mark, editor, help, fault. What cannot be written is shown with a lock. */
import { type ReactNode, useId } from 'react'
import { type FieldContext } from '../fields/contract'
import { FieldEditor } from '../fields/field-editor'
import { fieldMessages } from '../fields/field-messages'
import { FieldValue } from '../fields/field-value'
import { otherZone } from '../fields/zone-note'
import { useMessages } from '../i18n/locale-context'
import { type FieldPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { Field } from '../ui/field'
import { Icon } from '../ui/icon'
import { tip } from '../ui/tooltip'

interface FormFieldProps {
  field: FieldPlan
  value: unknown
  context: FieldContext
  required: boolean
  error: string | null
  /** What can be done about the fault, beside it. */
  remedy?: ReactNode
  autoFocus?: boolean
  onChange: (value: unknown) => void
  onLeave: () => void
  onCommit: () => void
  id?: string
  className?: string
}

const helpOf = (...parts: (string | null | undefined)[]) =>
  parts.filter(Boolean).join(' ') || undefined

export function FormField({
  field,
  value,
  context,
  required,
  error,
  remedy,
  autoFocus,
  onChange,
  onLeave,
  onCommit,
  id: given,
  className,
}: FormFieldProps) {
  const words = useMessages(fieldMessages)
  const own = useId()
  const id = given ?? own
  const zone = field.editor === 'datetime' ? otherZone(context) : null
  return (
    <Field
      id={id}
      label={field.label}
      required={required}
      help={helpOf(field.help, zone && words.zone(zone))}
      error={
        error !== null && remedy ? (
          <>
            {error} {remedy}
          </>
        ) : (
          (error ?? undefined)
        )
      }
      className={className}
    >
      {(control) =>
        field.access === 'editable' ? (
          <div
            onBlur={(event) => {
              if (!event.currentTarget.contains(event.relatedTarget)) onLeave()
            }}
          >
            <FieldEditor
              id={control.id}
              value={value ?? null}
              field={field}
              context={context}
              size="form"
              autoFocus={autoFocus}
              invalid={control['aria-invalid']}
              describedBy={control['aria-describedby']}
              onChange={onChange}
              onCommit={onCommit}
              onCancel={() => undefined}
            />
          </div>
        ) : (
          <div
            id={control.id}
            className="flex min-h-(--control-form) items-center gap-2 rounded-control border border-line bg-surface-2 px-2.5 text-fg-2"
          >
            <FieldValue
              field={field}
              row={{ id: '', version: 0, [field.name]: value } as Row}
              context={context}
              place="panel"
            />
            {field.access === 'readonly' && (
              <span className="ml-auto" {...tip(words.readonly)}>
                <Icon name="lock" size={14} className="text-fg-3" />
                <span className="sr-only">{words.readonly}</span>
              </span>
            )}
          </div>
        )
      }
    </Field>
  )
}
