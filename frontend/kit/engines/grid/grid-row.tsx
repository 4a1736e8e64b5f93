/** One line of the grid: a node a cell, and only the cells in sight. It is drawn again when what it shows changes, not when the focus walks by. */
import { memo, type ReactNode } from 'react'
import { type Hue } from '../../meta/wire'
import { cn } from '../../ui/cn'
import { type GridColumn, type Span } from './grid-columns'

/** What a view says of one cell besides its content. */
export interface CellLook {
  className?: string
  invalid?: boolean
  readonly?: boolean
  describedBy?: string
}

export interface GridRowProps {
  id: string
  line: number
  row: number
  rowId: string
  top: number
  height: number
  template: string
  columns: readonly GridColumn[]
  span: Span
  /** Width of what stands before the first column; 0: nothing does. */
  lead: number
  drawLead?: (row: number) => ReactNode
  cell: (row: number, column: GridColumn, index: number) => ReactNode
  look?: (row: number, column: GridColumn, index: number) => CellLook | undefined
  /** Column under the focus, -1 when the focus is on another line. */
  focusColumn: number
  rangeLeft: number
  rangeRight: number
  /** By column. */
  editors: Readonly<Record<number, ReactNode>> | undefined
  selected: boolean | undefined
  marked: boolean
  hue: Hue | null
  level: number | undefined
}

/** The row's own colour is a variable, so that what sticks to the left covers what scrolls below it. */
export const LINE_LOOK =
  'group/row absolute inset-x-0 grid cursor-default border-b border-line bg-(--line) [--line:var(--surface)] hover:[--line:var(--bg)]'
const TINT =
  'data-hue:[--line:color-mix(in_oklab,var(--hue-soft)_50%,var(--surface))] data-hue:hover:[--line:color-mix(in_oklab,var(--hue-soft)_80%,var(--surface))]'

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { columns, span, lead, line, row, editors } = props
  const cells: ReactNode[] = []
  const draw = (index: number) => {
    const column = columns[index]
    if (column) cells.push(<Cell key={column.key} {...props} column={column} index={index} />)
  }
  const far = Object.keys(editors ?? {}).map(Number)
  draw(0)
  for (const index of far) if (index > 0 && index < span.first) draw(index)
  for (let index = Math.max(1, span.first); index <= span.last; index += 1) draw(index)
  for (const index of far) if (index > span.last) draw(index)
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      aria-level={props.level}
      aria-selected={props.selected}
      aria-current={props.marked || undefined}
      data-row={row}
      data-record={props.rowId}
      data-line={line}
      data-hue={props.hue ?? undefined}
      className={cn(
        LINE_LOOK,
        !props.selected && !props.marked && TINT,
        'aria-selected:[--line:var(--accent-soft)] aria-[current]:[--line:var(--accent-soft)]',
        // Its size is known: nothing outside is laid out again for what changes in it.
        editors ? 'z-2' : '[contain:strict]',
      )}
      style={{
        gridTemplateColumns: props.template,
        height: props.height,
        transform: `translateY(${props.top}px)`,
      }}
    >
      {lead > 0 && (
        <div
          role="gridcell"
          aria-colindex={1}
          data-lead
          className="sticky left-0 z-2 flex items-center justify-center bg-(--line)"
        >
          {props.drawLead?.(row)}
        </div>
      )}
      {cells}
    </div>
  )
})

type CellProps = GridRowProps & { column: GridColumn; index: number }

function Cell(props: CellProps) {
  const { column, index, row, lead } = props
  const look = props.look?.(row, column, index)
  const editor = props.editors?.[index]
  const isFirst = index === 0
  const shift = lead > 0 ? 2 : 1
  return (
    <div
      id={`${props.id}-${props.line}-${index}`}
      role={isFirst ? 'rowheader' : 'gridcell'}
      aria-colindex={index + shift}
      aria-readonly={look?.readonly || undefined}
      aria-invalid={look?.invalid || undefined}
      aria-describedby={look?.describedBy}
      data-col={index}
      data-field={column.key}
      className={cn(
        'flex min-w-0 items-center overflow-hidden px-2 text-ui whitespace-nowrap',
        column.align === 'end' && 'justify-end text-right',
        isFirst && 'sticky z-1 gap-2 border-r border-line bg-(--line) font-medium',
        isFirst && (lead > 0 ? 'left-(--lead)' : 'left-0 pl-4'),
        index >= props.rangeLeft && index <= props.rangeRight && 'bg-accent-soft',
        look?.className,
        index === props.focusColumn &&
          'group-focus/grid:outline-2 group-focus/grid:-outline-offset-2 group-focus/grid:outline-focus',
        editor && (isFirst ? 'z-3 overflow-visible' : 'relative z-3 overflow-visible'),
      )}
      style={{ gridColumnStart: index + shift }}
    >
      {editor ?? props.cell(row, column, index)}
    </div>
  )
}
