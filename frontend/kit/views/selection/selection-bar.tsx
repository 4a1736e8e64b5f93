/** The bar over the foot of a list while records are chosen. Stands in a `relative` box; draws nothing when none are. */
import { lazy, Suspense, useEffect } from 'react'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatNumber } from '../../meta/format'
import { type CountInfo, type Row } from '../../meta/wire'
import { Button } from '../../ui/button'
import { useHotkey } from '../../ui/hotkeys'
import { IconButton } from '../../ui/icon-button'
import { type Asked } from '../asked'
import { type ViewProps } from '../contract'
import { usePhone } from '../use-phone'
import { selectionMessages } from './selection-messages'
import { type Selection } from './use-selection'

export interface SelectionBarProps
  extends Pick<ViewProps, 'entity' | 'view' | 'state' | 'openRecord'> {
  asked: Asked
  selection: Selection
  /** Those loaded so far. */
  rows: readonly Row[]
  count?: CountInfo
}

const SelectionActions = lazy(async () => ({
  default: (await import('./selection-actions')).SelectionActions,
}))

export function SelectionBar(props: SelectionBarProps) {
  if (props.selection.state === 'none') return null
  return <Bar {...props} />
}

function Bar(props: SelectionBarProps) {
  const { entity, selection, rows, count } = props
  const words = useMessages(selectionMessages)
  const { locale } = useLocale()
  useHotkey({ keys: 'Escape', label: words.clear, group: entity.labelPlural }, selection.clear)
  const phone = usePhone()
  useEffect(() => {
    // Notices stand over the bar.
    const { style } = document.documentElement
    style.setProperty('--notice', phone ? '3.25rem' : '1.75rem')
    return () => void style.removeProperty('--notice')
  }, [phone])
  const size = selection.isAll ? (count?.value ?? rows.length) : selection.ids.length
  const shown = formatNumber(size, locale)
  const total = formatNumber(count?.value ?? 0, locale)
  const isMore = count !== undefined && (count.capped || count.value > rows.length)
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-11 z-20 flex justify-center px-3 max-md:bottom-3">
      <div
        role="toolbar"
        aria-label={words.bar}
        data-slot="selection-bar"
        className="pointer-events-auto flex min-h-11 max-w-full items-center gap-1 overflow-x-auto rounded-card bg-raised py-1.5 pr-2 pl-4 shadow-pop"
      >
        <b className="num shrink-0 whitespace-nowrap" aria-live="polite">
          {selection.isAll && count?.capped
            ? words.chosenOver(shown)
            : words.chosen(shown, size !== 1)}
        </b>
        {selection.state === 'all' && !selection.isAll && isMore && (
          <Button variant="ghost" className="text-accent-text" onClick={selection.selectAll}>
            {count.capped ? words.selectAllOver(total) : words.selectAll(total)}
          </Button>
        )}
        <span aria-hidden className="mx-1.5 h-5 w-px shrink-0 bg-line" />
        <Suspense fallback={<span className="h-7 w-72" />}>
          <SelectionActions {...props} size={size} />
        </Suspense>
        <span aria-hidden className="mx-1.5 h-5 w-px shrink-0 bg-line" />
        <IconButton icon="x" label={words.clear} onClick={selection.clear} />
      </div>
    </div>
  )
}
