/** Pick one or several from a list with search, local or on the server. 40 kB: import it lazily from editors, never from the shell. */
import { Combobox as Base } from '@base-ui/react/combobox'
import { type ReactElement, type ReactNode, useState } from 'react'
import { kitMessages } from '../i18n/kit-messages'
import { useMessages } from '../i18n/locale-context'
import { cn } from './cn'
import { Icon } from './icon'
import { itemStyle, popupStyle } from './layer'
import { ranked } from './ranked'

interface SharedProps<T> {
  /** Accessible name of list and search. */
  label: string
  items: readonly T[]
  keyOf: (item: T) => string
  labelOf: (item: T) => string
  /** One line of the list; the label when missing. */
  renderItem?: (item: T) => ReactNode
  /** The thing that opens it. Without one, set `anchor` and `open`. */
  trigger?: ReactElement
  anchor?: Element | null
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** Search typed by the person. With it the list is the server's and is not filtered here. */
  onSearch?: (text: string) => void
  searchText?: string
  loading?: boolean
  /** Under the list: "create", "clear", a hint. */
  footer?: ReactNode
  align?: 'start' | 'end'
  className?: string
}

export interface ComboboxProps<T> extends SharedProps<T> {
  value: T | null
  onChange: (value: T | null) => void
}
export interface MultiComboboxProps<T> extends SharedProps<T> {
  values: readonly T[]
  onChange: (values: T[]) => void
}

function Popup<T>({
  label,
  keyOf,
  labelOf,
  renderItem,
  trigger,
  anchor,
  searchText = '',
  loading,
  footer,
  align = 'start',
  className,
}: SharedProps<T>) {
  const words = useMessages(kitMessages)
  return (
    <>
      {trigger && <Base.Trigger aria-label={label} render={trigger} />}
      <Base.Portal>
        <Base.Positioner
          anchor={anchor ?? undefined}
          align={align}
          sideOffset={4}
          className="z-50 outline-none"
        >
          <Base.Popup
            data-slot="combobox"
            aria-label={label}
            className={cn(
              popupStyle,
              'flex max-h-(--available-height) w-[max(var(--anchor-width),15rem)] flex-col',
              className,
            )}
          >
            <span className="mb-1 flex h-8 items-center gap-2 rounded-control border border-line-input bg-surface px-2 focus-within:border-focus focus-within:ring-1 focus-within:ring-focus max-md:h-10">
              <Icon name="search" size={14} className="text-fg-3" />
              <Base.Input
                placeholder={words.search}
                aria-label={label}
                className="h-full w-full min-w-0 bg-transparent text-ui outline-none max-md:text-section"
              />
            </span>
            <Base.Status className="sr-only">{loading ? words.loading : null}</Base.Status>
            <Base.Empty>
              <p className="px-2 py-3 text-fg-3 empty:hidden">
                {loading
                  ? words.loading
                  : searchText
                    ? words.noResultsFor(searchText)
                    : words.noResults}
              </p>
            </Base.Empty>
            <Base.List
              aria-label={label}
              className="max-h-80 min-h-0 overflow-y-auto overscroll-contain outline-none"
            >
              {(item: T) => (
                <Base.Item key={keyOf(item)} value={item} className={itemStyle}>
                  <span className="flex min-w-0 grow items-center gap-2">
                    {renderItem ? (
                      renderItem(item)
                    ) : (
                      <span className="truncate">{labelOf(item)}</span>
                    )}
                  </span>
                  <Base.ItemIndicator className="text-accent-text">
                    <Icon name="check" />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
            {footer && <div className="mt-1 border-t border-line pt-1">{footer}</div>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </>
  )
}

function useRootProps<T>(props: SharedProps<T>) {
  const [text, setText] = useState('')
  const { items, labelOf, loading, onSearch } = props
  // The server may have found a record by what its name does not say; what it has not answered yet is no match.
  const keeps = onSearch !== undefined && !loading
  return {
    items: items as T[],
    filteredItems: ranked(items, text, labelOf, keeps),
    filter: null,
    itemToStringLabel: labelOf,
    isItemEqualToValue: (a: T, b: T) => props.keyOf(a) === props.keyOf(b),
    autoHighlight: true,
    open: props.open,
    onOpenChange: (open: boolean) => {
      if (open) setText('')
      props.onOpenChange?.(open)
    },
    onInputValueChange: (next: string, details: { reason: string }) => {
      if (details.reason === 'item-press') return
      setText(next)
      onSearch?.(next)
    },
  }
}

export function Combobox<T>(props: ComboboxProps<T>) {
  const root = useRootProps(props)
  return (
    <Base.Root<T>
      {...root}
      value={props.value}
      onValueChange={(value) => props.onChange(value as T | null)}
    >
      <Popup {...props} />
    </Base.Root>
  )
}

export function MultiCombobox<T>(props: MultiComboboxProps<T>) {
  const root = useRootProps(props)
  return (
    <Base.Root<T, true>
      multiple
      {...root}
      value={[...props.values]}
      onValueChange={(values) => props.onChange(values as T[])}
    >
      <Popup {...props} />
    </Base.Root>
  )
}
