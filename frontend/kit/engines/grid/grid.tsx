/** The table engine: rows are virtual and recycled, one node a cell, head and first column stay. Knows nothing of fields. */
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from 'react'
import { cn } from '../../ui/cn'
import { columnTemplate, type GridColumn, totalWidth } from './grid-columns'
import { GridHead } from './grid-head'
import { type GridPlace, gridKey } from './grid-keys'

export interface GridProps {
  label: string
  columns: readonly GridColumn[]
  /** Rows that are here; the grid asks for more near the end. */
  rows: number
  /** Rows there are in all, when known: assistive technology hears it. */
  total: number | null
  rowHeight: number
  rowKey: (row: number) => string
  cell: (row: number, column: GridColumn) => ReactNode
  sort: string | null
  onSort: (column: GridColumn) => void
  onOpen: (row: number, newTab: boolean) => void
  onNearEnd: () => void
  /** The row open elsewhere (peek). */
  marked: string | null
  /** Put the focus here when the grid appears, e.g. coming back from a record. */
  startRow?: number
  /** Drawn after the last row: the next page on its way, or why it did not come. */
  tail?: ReactNode
  className?: string
}

const HEAD = 32
const OVERSCAN = 8

export function Grid(props: GridProps) {
  const {
    label,
    columns,
    rows,
    total,
    rowHeight,
    rowKey,
    cell,
    sort,
    onSort,
    onOpen,
    onNearEnd,
    marked,
    tail,
    className,
  } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<GridPlace>({ row: props.startRow ?? 0, column: 0 })
  const [focused, setFocused] = useState(false)
  const focus = {
    row: Math.min(place.row, Math.max(rows - 1, 0)),
    column: Math.min(place.column, columns.length - 1),
  }

  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    scrollPaddingEnd: 8,
    initialOffset: props.startRow ? Math.max(0, props.startRow - 4) * rowHeight : 0,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? -1
  const askMore = useEffectEvent(onNearEnd)
  useEffect(() => {
    if (rows > 0 && last >= rows - 20) askMore()
  }, [last, rows])
  const resize = useEffectEvent(() => virtual.measure())
  useEffect(() => resize(), [rowHeight])

  const go = (to: GridPlace) => {
    setPlace(to)
    virtual.scrollToIndex(to.row)
    const cellNode = scroller.current?.querySelector(`[aria-colindex="${to.column + 1}"]`)
    if (to.column !== focus.column)
      cellNode?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.altKey) return
    const page = Math.max(
      1,
      Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD) / rowHeight) - 1,
    )
    const ctrl = event.ctrlKey || event.metaKey
    const result = gridKey(focus, { key: event.key, ctrl }, { rows, columns: columns.length, page })
    if (!result) return
    event.preventDefault()
    if ('to' in result) go(result.to)
    else onOpen(focus.row, ctrl)
  }

  const press = (event: MouseEvent<HTMLDivElement>) => {
    const row =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null
    const isSelecting = window.getSelection()?.isCollapsed === false // the person is copying text
    if (!row || isSelecting) return
    const index = Number(row.dataset.row)
    setPlace({ row: index, column: focus.column })
    onOpen(index, event.ctrlKey || event.metaKey)
  }

  const template = columnTemplate(columns)
  const pool = Math.ceil((scroller.current?.clientHeight ?? 900) / rowHeight) + OVERSCAN * 2 + 4
  const minWidth = totalWidth(columns)
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={total === null ? -1 : total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={rows > 0 ? `${id}-${focus.row}-${focus.column}` : undefined}
      tabIndex={0}
      onKeyDown={key}
      onClick={press}
      onFocus={(event) =>
        setFocused(
          event.target === event.currentTarget && event.currentTarget.matches(':focus-visible'),
        )
      }
      onBlur={() => setFocused(false)}
      data-slot="grid"
      className={cn('relative h-full overflow-auto outline-none', className)}
    >
      <GridHead
        columns={columns}
        template={template}
        minWidth={minWidth}
        sort={sort}
        onSort={onSort}
      />
      <div
        role="rowgroup"
        className="relative"
        style={{ height: virtual.getTotalSize(), minWidth }}
      >
        {items.map((item) => {
          const isFocusRow = item.index === focus.row
          return (
            <div
              key={item.index % Math.max(pool, items.length)}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={rowKey(item.index) === marked || undefined}
              data-row={item.index}
              className="group absolute inset-x-0 grid cursor-default border-b border-line bg-surface hover:bg-bg aria-selected:bg-accent-soft"
              style={{
                gridTemplateColumns: template,
                height: rowHeight,
                transform: `translateY(${item.start - HEAD}px)`,
              }}
            >
              {columns.map((column, index) => (
                <div
                  key={column.key}
                  id={`${id}-${item.index}-${index}`}
                  role={index === 0 ? 'rowheader' : 'gridcell'}
                  aria-colindex={index + 1}
                  className={cn(
                    'flex min-w-0 items-center overflow-hidden px-2 text-ui whitespace-nowrap last:pr-4',
                    column.align === 'end' && 'justify-end text-right',
                    index === 0 &&
                      'sticky left-0 z-1 gap-2 border-r border-line bg-surface pl-4 font-medium group-hover:bg-bg group-aria-selected:bg-accent-soft',
                    isFocusRow &&
                      index === focus.column &&
                      focused &&
                      'outline-2 -outline-offset-2 outline-focus',
                  )}
                >
                  {cell(item.index, column)}
                </div>
              ))}
            </div>
          )
        })}
      </div>
      {tail}
    </div>
  )
}
