import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type Json } from '../../meta/wire'
import { Textarea } from '../../ui/input'
import { type EditorProps } from '../contract'
import { plainFault } from '../plain-messages'
import { isUnreadable, Unreadable } from '../unreadable'
import { jsonLines, parseJson } from './json'

const shownOf = (value: unknown) =>
  isUnreadable(value) ? value.text : value === null ? '' : jsonLines(value as Json)

/** A plain area in a fixed-width font. Where the text breaks is said while one writes; Ctrl+Enter saves. */
export function Editor(props: EditorProps<Json>) {
  const { id, value, field, context, onChange, onCommit, onCancel, size } = props
  const { autoFocus, typed, invalid, describedBy } = props
  const [text, setText] = useState(typed ?? shownOf(value))
  const [sent, setSent] = useState<unknown>(value)
  const area = useRef<HTMLTextAreaElement>(null)
  if (sent !== value) {
    setSent(value)
    setText(shownOf(value))
  }
  useEffect(() => {
    if (autoFocus) area.current?.focus()
  }, [autoFocus])
  const read = parseJson(text)
  const fault = read.ok ? null : plainFault(read.code, field, context)

  const change = (next: string) => {
    setText(next)
    const parsed = parseJson(next)
    const result = parsed.ok ? parsed.value : (new Unreadable(next, parsed.code) as unknown as Json)
    setSent(result)
    onChange(result)
  }
  const key = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onCommit()
    if (event.key === 'Escape' && size === 'cell') {
      event.stopPropagation()
      onCancel()
    }
  }
  return (
    <>
      <Textarea
        ref={area}
        id={id}
        value={text}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        wrap="off"
        placeholder={field.placeholder ?? '{ }'}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        aria-required={field.required || undefined}
        aria-label={size === 'cell' ? field.label : undefined}
        className="max-h-80 overflow-auto font-mono text-meta max-md:text-section"
        onChange={(event) => change(event.target.value)}
        onBlur={() => read.ok && read.value !== null && setText(jsonLines(read.value))}
        onKeyDown={key}
      />
      <p aria-live="polite" className="num mt-1 text-meta text-fg-2 empty:hidden">
        {invalid ? null : fault}
      </p>
    </>
  )
}
