/** A search over a list, in place: arrows move, Enter picks, several may be on. Local, or with the server's own search. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { cn } from '../../ui/cn'
import { FieldError } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { Input } from '../../ui/input'
import { itemStyle } from '../../ui/layer'
import { ranked } from '../../ui/ranked'
import { filterMessages } from './filter-messages'

export interface PickItem {
  key: string
  label: string
  mark?: ReactNode
  /** Quiet text at the end. */
  end?: string
  on?: boolean
}

interface PickListProps {
  /** Accessible name of search and list. */
  label: string
  items: readonly PickItem[]
  onPick: (key: string) => void
  /** Each press adds or takes away. */
  multiple?: boolean
  /** The server's search: the list is not filtered here. */
  search?: { setText: (text: string) => void; loading: boolean; failed: boolean }
  none?: string
  autoFocus?: boolean
  className?: string
}

export function PickList({
  label,
  items,
  onPick,
  multiple,
  search,
  none,
  autoFocus,
  className,
}: PickListProps) {
  const words = useMessages(filterMessages)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const keeps = search !== undefined && !search.loading
  const shown = ranked(items, text, (item) => item.label, keeps)
  const active = Math.min(at, shown.length - 1)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const pick = (item: PickItem) => {
    if (!multiple && text !== '') {
      setText('')
      setAt(0)
      search?.setText('')
    }
    onPick(item.key)
  }
  const key = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -active, End: shown.length - 1 - active }[
      event.key
    ]
    const item = shown[active]
    if (step !== undefined && shown.length > 0) {
      event.preventDefault()
      setAt((active + step + shown.length) % shown.length)
    } else if (event.key === 'Enter' && item) {
      event.preventDefault()
      event.stopPropagation()
      pick(item)
    }
  }
  return (
    <div className={cn('flex min-h-0 flex-col gap-1', className)}>
      <Input
        role="combobox"
        icon="search"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={label}
        // biome-ignore lint/a11y/noAutofocus: opened by the person to be typed in
        autoFocus={autoFocus}
        value={text}
        onKeyDown={key}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
          search?.setText(event.target.value)
        }}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={multiple || undefined}
        className="max-h-80 min-h-0 overflow-y-auto overscroll-contain"
      >
        {shown.map((item, index) => (
          // The keys are the input's above: the list never has the focus.
          <div
            key={item.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={item.on ?? false}
            tabIndex={-1}
            data-highlighted={index === active ? '' : undefined}
            onPointerMove={() => setAt(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(item)}
            onKeyDown={key}
            className={itemStyle}
          >
            {multiple && (
              <span
                aria-hidden
                className={cn(
                  'grid size-4 shrink-0 place-items-center rounded-chip border border-line-input',
                  item.on && 'border-accent bg-accent [&>svg]:text-accent-fg',
                )}
              >
                {item.on && <Icon name="check" size={12} />}
              </span>
            )}
            {item.mark}
            <span className="truncate">{item.label}</span>
            {item.end && (
              <span className="ml-auto truncate pl-3 text-meta text-fg-3">{item.end}</span>
            )}
          </div>
        ))}
      </div>
      {shown.length === 0 && !search?.failed && (
        <p role="status" className="px-2 py-2 text-fg-3">
          {search?.loading ? words.loading : (none ?? words.none)}
        </p>
      )}
      {search?.failed && <FieldError className="px-2 py-1">{words.failed}</FieldError>}
    </div>
  )
}
