/** A one-line editor over text: mask while typing, read on every change, Enter saves, Escape gives up. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Input } from '../ui/input'
import { type EditorProps, type Parsed } from './contract'
import { isUnreadable, Unreadable } from './unreadable'

export interface LineEditorProps<V> extends EditorProps<V> {
  toText: (value: V) => string
  read: (text: string) => Parsed<V>
  mask?: (text: string) => string
  prefix?: ReactNode
  suffix?: ReactNode
  icon?: string
  placeholder?: string
  inputMode?: 'text' | 'tel' | 'decimal' | 'numeric' | 'email' | 'url'
  numeric?: boolean
  /** No spelling, no capitals: an address, a code. */
  literal?: boolean
}

/** Letters or digits that were read as nothing: saving that would wipe the old value. */
const isLost = (text: string, value: unknown) => value === null && /[\p{L}\p{N}]/u.test(text)

export function LineEditor<V>({
  toText,
  read,
  mask,
  prefix,
  suffix,
  icon,
  placeholder,
  inputMode = 'text',
  numeric,
  literal,
  ...props
}: LineEditorProps<V>) {
  const {
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
  } = props
  const kept: unknown = value
  const shown = isUnreadable(kept) ? kept.text : value === null ? '' : toText(value)
  const [text, setText] = useState(typed ?? shown)
  const input = useRef<HTMLInputElement>(null)
  const [sent, setSent] = useState<unknown>(value)

  // The value may change from outside (revert, server answer): then the text follows, but never under the typist.
  if (sent !== value && !isUnreadable(kept)) {
    setSent(value)
    if (shown !== text) setText(shown)
  }

  useEffect(() => {
    if (!autoFocus) return
    input.current?.focus()
    if (typed === undefined) input.current?.select()
  }, [autoFocus, typed])

  const change = (next: string) => {
    // A mask only helps at the end of the text: in the middle it would move the caret.
    const atEnd = input.current?.selectionStart === next.length && next.length > text.length
    const pasted = next.length - text.length > 1
    // What a mask has no place for is kept as typed: the fault is told, nothing vanishes.
    const masked = (mask && (atEnd || pasted) ? mask(next) : next) || next
    setText(masked)
    const parsed = read(masked)
    const code = parsed.ok ? (isLost(masked, parsed.value) ? 'invalid' : null) : parsed.code
    const result =
      code === null && parsed.ok
        ? parsed.value
        : (new Unreadable(masked, code ?? '') as unknown as V)
    setSent(result)
    onChange(result)
  }
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    if (
      event.key === 'Enter' &&
      !event.nativeEvent.isComposing &&
      !event.ctrlKey &&
      !event.metaKey
    ) {
      if (size === 'cell') event.preventDefault()
      onCommit()
    }
    if (event.key === 'Escape' && size === 'cell') {
      event.stopPropagation()
      onCancel()
    }
  }
  return (
    <Input
      ref={input}
      id={id}
      value={text}
      prefix={prefix}
      suffix={suffix}
      icon={icon}
      inputMode={inputMode}
      placeholder={placeholder ?? field.placeholder ?? undefined}
      autoComplete="off"
      autoCapitalize={literal ? 'none' : undefined}
      spellCheck={literal ? false : undefined}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      aria-required={field.required || undefined}
      aria-label={size === 'cell' ? field.label : undefined}
      className={numeric ? 'num' : undefined}
      frameClassName={size === 'cell' ? 'h-7 px-1.5 max-md:h-10' : undefined}
      onChange={(event) => change(event.target.value)}
      onBlur={(event) => {
        const parsed = read(event.target.value)
        if (parsed.ok && parsed.value !== null) setText(toText(parsed.value))
      }}
      onKeyDown={key}
    />
  )
}
