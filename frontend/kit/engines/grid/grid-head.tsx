/** The head row: stays at the top. A press orders, the edge resizes, the name drags to another place; the arrows reach it all. */
import { type ReactNode } from 'react'
import { cn } from '../../ui/cn'
import { Icon } from '../../ui/icon'
import { directionOf, type GridColumn, type Span } from './grid-columns'
import { useHeadDrag } from './head-drag'

export interface GridHeadProps {
  id: string
  columns: readonly GridColumn[]
  span: Span
  template: string
  minWidth: number
  lead: number
  headLead?: ReactNode
  sort: string | null
  onSort: (column: GridColumn) => void
  onResize: (column: GridColumn, width: number) => void
  onMove: (from: number, to: number) => void
  /** As wide as what it shows. */
  onFit: (column: GridColumn) => void
  /** What else can be done with a column: a button at the end of its head. */
  menu?: (column: GridColumn, index: number) => ReactNode
  focusColumn: number
}

export function GridHead(props: GridHeadProps) {
  const { columns, span, lead, sort, focusColumn } = props
  const dragging = useHeadDrag(props)
  const { drag } = dragging
  const shift = lead > 0 ? 2 : 1
  const at = [0]
  for (let index = Math.max(1, span.first); index <= span.last; index += 1) at.push(index)
  const template =
    drag.kind === 'resize' ? withWidth(props.template, drag.column + shift - 1, drag.width) : null
  return (
    <div role="rowgroup" className="sticky top-0 z-4" style={{ minWidth: props.minWidth }}>
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-8 border-b border-line bg-surface-2"
        style={{ gridTemplateColumns: template ?? props.template }}
        onPointerMove={dragging.follow}
        onPointerUp={dragging.finish}
      >
        {lead > 0 && (
          <div
            role="columnheader"
            aria-colindex={1}
            className="sticky left-0 z-2 flex items-center justify-center bg-surface-2"
          >
            {props.headLead}
          </div>
        )}
        {at.map((index) => {
          const column = columns[index]
          if (!column) return null
          const direction = directionOf(sort, column.key)
          const isFirst = index === 0
          const inside = (
            <>
              {direction && (
                <Icon name={direction === 'ascending' ? 'arrow-up' : 'arrow-down'} size={14} />
              )}
              {!direction && column.icon && <Icon name={column.icon} size={14} />}
              <span className="truncate">{column.label}</span>
            </>
          )
          const look = cn(
            'flex h-full w-full min-w-0 items-center gap-1.5 px-2 text-meta font-medium',
            isFirst && lead === 0 && 'pl-4',
            column.align === 'end' && 'justify-end',
            direction ? 'text-fg' : 'text-fg-3',
          )
          return (
            <div
              key={column.key}
              id={`${props.id}-head-${index}`}
              role="columnheader"
              aria-colindex={index + shift}
              aria-sort={direction ?? (column.sortable ? 'none' : undefined)}
              data-col={index}
              className={cn(
                'group/head relative min-w-0 bg-surface-2',
                isFirst && 'sticky z-2 border-r border-line',
                isFirst && (lead > 0 ? 'left-(--lead)' : 'left-0'),
                index === focusColumn &&
                  'group-focus/grid:outline-2 group-focus/grid:-outline-offset-2 group-focus/grid:outline-focus',
                drag.kind === 'move' && drag.column === index && 'opacity-50',
              )}
              style={{ gridColumnStart: index + shift }}
            >
              {drag.kind === 'move' && drag.to === index && <DropLine side="left" />}
              {drag.kind === 'move' && drag.to === index + 1 && index === at.at(-1) && (
                <DropLine side="right" />
              )}
              {column.sortable ? (
                <button
                  type="button"
                  tabIndex={-1}
                  className={cn(look, 'hover:text-fg')}
                  onPointerDown={(event) => dragging.startMove(event, index)}
                  onClick={() => dragging.swallow() || props.onSort(column)}
                >
                  {inside}
                </button>
              ) : (
                <span className={look} onPointerDown={(event) => dragging.startMove(event, index)}>
                  {inside}
                </span>
              )}
              {props.menu && (
                <span className="absolute inset-y-0 right-1 flex items-center opacity-0 group-hover/head:opacity-100 focus-within:opacity-100 has-[[data-popup-open]]:opacity-100">
                  {props.menu(column, index)}
                </span>
              )}
              <span
                aria-hidden
                className="absolute inset-y-0 -right-1 z-1 w-2 cursor-col-resize touch-none hover:bg-accent/40"
                onPointerDown={(event) => dragging.startResize(event, index)}
                onDoubleClick={() => props.onFit(column)}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function DropLine({ side }: { side: 'left' | 'right' }) {
  return (
    <span
      aria-hidden
      className={cn(
        'absolute inset-y-0 z-2 w-0.5 bg-accent',
        side === 'left' ? 'left-0' : 'right-0',
      )}
    />
  )
}

/** The template with another width for one track. */
function withWidth(template: string, track: number, width: number): string {
  const tracks = template.match(/minmax\([^)]*\)|\S+/g) ?? []
  return tracks.map((one, index) => (index === track ? `${width}px` : one)).join(' ')
}
