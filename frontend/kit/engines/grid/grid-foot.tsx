/** The foot of the grid: totals under their columns, always in sight. */
import { type ReactNode } from 'react'
import { cn } from '../../ui/cn'
import { type GridColumn, type Span } from './grid-columns'

interface GridFootProps {
  columns: readonly GridColumn[]
  span: Span
  template: string
  minWidth: number
  lead: number
  rowIndex: number
  cell: (column: GridColumn, index: number) => ReactNode
}

export function GridFoot({
  columns,
  span,
  template,
  minWidth,
  lead,
  rowIndex,
  cell,
}: GridFootProps) {
  const shift = lead > 0 ? 2 : 1
  const at = [0, ...range(Math.max(1, span.first), span.last)]
  return (
    <div role="rowgroup" className="sticky bottom-0 z-3 mt-auto" style={{ minWidth }}>
      <div
        role="row"
        aria-rowindex={rowIndex}
        className="num grid h-8.5 border-t border-line bg-surface-2"
        style={{ gridTemplateColumns: template }}
      >
        {at.map((index) => {
          const column = columns[index]
          if (!column) return null
          const isFirst = index === 0
          return (
            <div
              key={column.key}
              role={isFirst ? 'rowheader' : 'gridcell'}
              aria-colindex={isFirst ? 1 : index + shift}
              className={cn(
                'flex min-w-0 items-center overflow-hidden px-2 text-meta whitespace-nowrap text-fg-2',
                column.align === 'end' && 'justify-end text-ui font-semibold text-fg',
                isFirst && 'sticky left-0 z-1 border-r border-line bg-surface-2',
                isFirst && (lead > 0 ? 'pl-[calc(var(--lead)+0.5rem)]' : 'pl-4'),
              )}
              style={
                isFirst ? { gridColumn: `1 / span ${shift}` } : { gridColumnStart: index + shift }
              }
            >
              {cell(column, index)}
            </div>
          )
        })}
      </div>
    </div>
  )
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
