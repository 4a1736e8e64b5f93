/** Words as chips in the input itself. Enter, comma or leaving adds what is typed; Backspace in the empty input takes the last away. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { cn } from '../../ui/cn'
import { Icon } from '../../ui/icon'
import { inputFrameStyle } from '../../ui/input'
import { announce } from '../../ui/visually-hidden'
import { type EditorProps } from '../contract'
import { fieldMessages } from '../field-messages'
import { fold } from '../fold'
import { tagMessages } from './messages'
import { addTags, hasTag } from './tags'

const OFFERED = 6

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
}: EditorProps<string[]>) {
  const words = useMessages(tagMessages)
  const kit = useMessages(fieldMessages)
  const hintId = useId()
  const [text, setText] = useState(typed ?? '')
  const input = useRef<HTMLInputElement>(null)
  const tags = value ?? []
  useEffect(() => {
    if (autoFocus) input.current?.focus()
  }, [autoFocus])

  const keep = (next: string[]) => onChange(next.length === 0 ? null : next)
  const add = (typedText: string) => {
    if (typedText.trim() !== '') keep(addTags(tags, typedText))
    setText('')
  }
  const remove = (tag: string) => {
    keep(tags.filter((one) => one !== tag))
    announce(words.removed(tag))
    input.current?.focus()
  }
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault()
      add(text)
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      onCommit()
    } else if (event.key === 'Backspace' && text === '') {
      const last = tags.at(-1)
      if (last !== undefined) remove(last)
    } else if (event.key === 'Escape' && size === 'cell') {
      event.stopPropagation()
      onCancel()
    }
  }
  const all = Array.isArray(field.settings?.suggestions) ? field.settings.suggestions : []
  const offered = all
    .map(String)
    .filter((tag) => !hasTag(tags, tag) && fold(tag).includes(fold(text)))
    .slice(0, OFFERED)
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div
        className={cn(
          inputFrameStyle({ size: 'form' }),
          'h-auto min-h-(--control-form) flex-wrap gap-1 px-1.5 py-1 max-md:h-auto max-md:min-h-10.5',
          size === 'cell' && 'min-h-7',
        )}
      >
        {tags.map((tag) => (
          <span
            key={tag}
            className="inline-flex h-5.5 max-w-full min-w-0 items-center rounded-chip bg-hover pl-1.5 text-meta font-medium text-fg-2 max-md:h-7"
          >
            <span className="truncate">{tag}</span>
            <button
              type="button"
              aria-label={kit.remove(tag)}
              className="grid size-5.5 shrink-0 place-items-center rounded-chip text-fg-3 hover:text-fg max-md:size-7"
              onClick={() => remove(tag)}
            >
              <Icon name="x" size={12} />
            </button>
          </span>
        ))}
        <input
          ref={input}
          id={id}
          value={text}
          autoComplete="off"
          placeholder={tags.length === 0 ? (field.placeholder ?? words.add) : undefined}
          aria-label={size === 'cell' ? field.label : undefined}
          aria-invalid={invalid || undefined}
          aria-required={field.required || undefined}
          aria-describedby={[describedBy, hintId].filter(Boolean).join(' ')}
          className="h-5.5 min-w-24 flex-1 bg-transparent px-1 outline-none max-md:h-7"
          onChange={(event) => {
            const next = event.target.value
            if (/[,;\n]/.test(next)) add(next)
            else setText(next)
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text')
            if (!/[,;\n\t]/.test(pasted)) return
            event.preventDefault()
            add(`${text}${pasted}`)
          }}
          onBlur={() => add(text)}
          onKeyDown={key}
        />
        <span id={hintId} className="sr-only">
          {words.hint}
        </span>
      </div>
      {offered.length > 0 && (
        <div role="group" aria-label={words.suggestions} className="flex flex-wrap gap-1">
          {offered.map((tag) => (
            <button
              key={tag}
              type="button"
              aria-label={words.addOne(tag)}
              className="inline-flex h-6 max-w-full items-center gap-1 rounded-chip px-1.5 text-meta font-medium text-fg-2 ring-1 ring-line ring-inset hover:bg-hover hover:text-fg max-md:h-8 max-md:px-2.5"
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => {
                keep(addTags(tags, tag))
                setText('')
                input.current?.focus()
              }}
            >
              <Icon name="plus" size={12} />
              <span className="truncate">{tag}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
