/** In the place of an editor, for what the system writes: the value with a lock. Takes the focus, so keys still end the edit. */
import { useEffect, useRef } from 'react'
import { useMessages } from '../i18n/locale-context'
import { type Row } from '../meta/wire'
import { cn } from '../ui/cn'
import { Icon } from '../ui/icon'
import { type EditorProps } from './contract'
import { fieldMessages } from './field-messages'
import { FieldValue } from './field-value'

export function Editor({
  id,
  value,
  field,
  context,
  size,
  autoFocus,
  describedBy,
  onCancel,
}: EditorProps) {
  const words = useMessages(fieldMessages)
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (autoFocus) frame.current?.focus()
  }, [autoFocus])
  return (
    <div
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || size !== 'cell') return
        event.stopPropagation()
        onCancel()
      }}
    >
      <div
        ref={frame}
        id={id}
        role="group"
        tabIndex={-1}
        aria-label={field.label}
        aria-describedby={describedBy}
        className={cn(
          'flex items-center gap-2 rounded-control border border-line bg-surface-2 text-fg-2',
          size === 'cell' ? 'min-h-7 px-1.5' : 'min-h-(--control-form) px-2.5',
        )}
      >
        <FieldValue
          field={field}
          row={{ id: '', version: 0, [field.name]: value } as Row}
          context={context}
          place="panel"
        />
        <span className="ml-auto flex items-center">
          <Icon name="lock" size={14} className="text-fg-3" />
          <span className="sr-only">{words.readonly}</span>
        </span>
      </div>
    </div>
  )
}
