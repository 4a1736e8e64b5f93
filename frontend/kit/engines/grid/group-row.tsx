/** The head of a group: open or closed, what it is, how many, and its sums under their columns. */
import { memo, type ReactNode } from 'react'
import { cn } from '../../ui/cn'
import { Icon } from '../../ui/icon'
import { type GridColumn, type Span } from './grid-columns'
import { LINE_LOOK } from './grid-row'

export interface GroupRowProps {
  id: string
  line: number
  group: number
  top: number
  height: number
  template: string
  columns: readonly GridColumn[]
  span: Span
  lead: number
  open: boolean
  title: (group: number) => ReactNode
  cell: (group: number, column: GridColumn) => ReactNode
  isFocused: boolean
}

export const GroupRow = memo(function GroupRow(props: GroupRowProps) {
  const { columns, span, lead, line, group } = props
  const shift = lead > 0 ? 2 : 1
  const shown = columns.slice(Math.max(1, span.first), span.last + 1)
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      aria-level={1}
      aria-expanded={props.open}
      data-group={group}
      data-line={line}
      className={cn(LINE_LOOK, '[--line:var(--surface-2)] hover:[--line:var(--hover)]')}
      style={{
        gridTemplateColumns: props.template,
        height: props.height,
        transform: `translateY(${props.top}px)`,
      }}
    >
      <div
        id={`${props.id}-${line}-0`}
        role="rowheader"
        aria-colindex={1}
        className={cn(
          'sticky left-0 z-1 flex min-w-0 items-center gap-2 border-r border-line bg-(--line) pr-2 pl-3 text-ui font-medium whitespace-nowrap',
          props.isFocused &&
            'group-focus/grid:outline-2 group-focus/grid:-outline-offset-2 group-focus/grid:outline-focus',
        )}
        style={{ gridColumn: `1 / span ${shift}` }}
      >
        <Icon
          name="chevron-right"
          size={14}
          className={cn('shrink-0 text-fg-3 transition-transform', props.open && 'rotate-90')}
        />
        {props.title(group)}
      </div>
      {shown.map((column, index) => {
        const content = props.cell(group, column)
        const at = Math.max(1, span.first) + index
        return content === null ? null : (
          <div
            key={column.key}
            role="gridcell"
            aria-colindex={at + shift}
            className={cn(
              'num flex min-w-0 items-center overflow-hidden px-2 text-meta whitespace-nowrap text-fg-2',
              column.align === 'end' && 'justify-end',
            )}
            style={{ gridColumnStart: at + shift }}
          >
            {content}
          </div>
        )
      })}
    </div>
  )
})
