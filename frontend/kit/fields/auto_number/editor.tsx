import { useEffect, useRef } from 'react'
import { Input } from '../../ui/input'
import { type EditorProps } from '../contract'
import { EditFrame } from '../edit-frame'
import { plainWords } from '../plain-messages'

/** Nobody writes this number: it is shown, or promised. */
export function Editor(props: EditorProps<string>) {
  const { id, value, field, context, size, autoFocus, describedBy, onCommit } = props
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (autoFocus) input.current?.focus()
  }, [autoFocus])
  return (
    <EditFrame {...props} className="flex">
      <Input
        ref={input}
        id={id}
        readOnly
        value={value ?? ''}
        placeholder={plainWords(context).generated}
        aria-label={size === 'cell' ? field.label : undefined}
        aria-describedby={describedBy}
        onKeyDown={(event) => event.key === 'Enter' && onCommit()}
        className="num text-fg-2"
        frameClassName={
          size === 'cell'
            ? 'h-7 grow border-line bg-surface-2 px-1.5 max-md:h-10'
            : 'grow border-line bg-surface-2'
        }
      />
    </EditFrame>
  )
}
