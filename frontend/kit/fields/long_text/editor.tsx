import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Textarea } from '../../ui/input'
import { type EditorProps } from '../contract'

export function Editor({
  id,
  value,
  field,
  onChange,
  onCommit,
  onCancel,
  size,
  autoFocus,
  typed,
  invalid,
  describedBy,
}: EditorProps<string>) {
  const [text, setText] = useState(typed ?? value ?? '')
  const area = useRef<HTMLTextAreaElement>(null)
  const [sent, setSent] = useState(value)
  if (sent !== value) {
    setSent(value)
    if ((value ?? '') !== text.trimEnd()) setText(value ?? '')
  }
  useEffect(() => {
    if (!autoFocus || !area.current) return
    area.current.focus()
    area.current.setSelectionRange(area.current.value.length, area.current.value.length)
  }, [autoFocus])
  const change = (next: string) => {
    setText(next)
    const kept = next.trim() === '' ? null : next.trimEnd()
    setSent(kept)
    onChange(kept)
  }
  const key = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onCommit()
    if (event.key === 'Escape' && size === 'cell') {
      event.stopPropagation()
      onCancel()
    }
  }
  return (
    <Textarea
      ref={area}
      id={id}
      value={text}
      placeholder={field.placeholder ?? undefined}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      aria-required={field.required || undefined}
      aria-label={size === 'cell' ? field.label : undefined}
      onChange={(event) => change(event.target.value)}
      onKeyDown={key}
    />
  )
}
