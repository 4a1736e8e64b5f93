/** Search of a view. `/` goes to it, Escape clears and then leaves; the address follows after a pause in typing. */
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useMessages } from '../i18n/locale-context'
import { cn } from '../ui/cn'
import { useHotkey } from '../ui/hotkeys'
import { IconButton } from '../ui/icon-button'
import { Input } from '../ui/input'
import { Kbd } from '../ui/kbd'
import { viewMessages } from './view-messages'

const PAUSE = 220

interface SearchBoxProps {
  label: string
  value: string
  onSearch: (text: string) => void
  className?: string
}

export function SearchBox({ label, value, onSearch, className }: SearchBoxProps) {
  const words = useMessages(viewMessages)
  const [text, setText] = useState(value)
  const [from, setFrom] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  // The address changed elsewhere (back, "clear filters"): the box follows.
  if (from !== value) {
    setFrom(value)
    if (text.trim() !== value) setText(value)
  }
  const send = useEffectEvent((next: string) => {
    if (next.trim() !== value) onSearch(next.trim())
  })
  useEffect(() => {
    const timer = setTimeout(() => send(text), PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  const name = words.searchIn(label)
  useHotkey({ keys: '/', label: name, group: label, command: 'search' }, () => {
    input.current?.focus()
    input.current?.select()
  })
  return (
    <div role="search" className={cn('min-w-0', className)}>
      <Input
        ref={input}
        size="toolbar"
        quiet
        icon="search"
        type="text"
        inputMode="search"
        aria-label={name}
        aria-keyshortcuts="/"
        placeholder={name}
        value={text}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send(text)
          if (event.key !== 'Escape') return
          event.stopPropagation()
          if (text === '') event.currentTarget.blur()
          else setText('')
        }}
        suffix={
          text === '' ? (
            <Kbd className="max-md:hidden">/</Kbd>
          ) : (
            <IconButton
              size="small"
              icon="x"
              label={words.clearSearch}
              className="-mr-1.5"
              onClick={() => setText('')}
            />
          )
        }
      />
    </div>
  )
}
