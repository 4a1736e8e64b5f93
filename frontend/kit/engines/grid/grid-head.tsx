/** The head row: stays at the top, each sortable column is a button that says its order. */
import { cn } from '../../ui/cn'
import { Icon } from '../../ui/icon'
import { directionOf, type GridColumn } from './grid-columns'

interface GridHeadProps {
  columns: readonly GridColumn[]
  template: string
  minWidth: number
  sort: string | null
  onSort: (column: GridColumn) => void
}

export function GridHead({ columns, template, minWidth, sort, onSort }: GridHeadProps) {
  return (
    <div role="rowgroup" className="sticky top-0 z-3" style={{ minWidth }}>
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-8 border-b border-line bg-surface-2"
        style={{ gridTemplateColumns: template }}
      >
        {columns.map((column, index) => {
          const direction = directionOf(sort, column.key)
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
            index === 0 && 'pl-4',
            index === columns.length - 1 && 'pr-4',
            column.align === 'end' && 'justify-end',
            direction ? 'text-fg' : 'text-fg-3',
          )
          return (
            <div
              key={column.key}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={direction ?? (column.sortable ? 'none' : undefined)}
              className={cn(
                'min-w-0 bg-surface-2',
                index === 0 && 'sticky left-0 z-1 border-r border-line',
              )}
            >
              {column.sortable ? (
                <button
                  type="button"
                  className={cn(look, 'hover:text-fg -outline-offset-2')}
                  onClick={() => onSort(column)}
                >
                  {inside}
                </button>
              ) : (
                <span className={look}>{inside}</span>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
