/** The table engine: only the lines and columns in sight are there, rows are recycled, one node a cell, head, foot and first column stay. Knows nothing of fields. */
import {
  type ClipboardEvent,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useEffectEvent,
  useId,
  useImperativeHandle,
  useRef,
} from 'react'
import { type Hue } from '../../meta/wire'
import { cn } from '../../ui/cn'
import { columnEdges, columnTemplate, type GridColumn, totalWidth } from './grid-columns'
import { GridFoot } from './grid-foot'
import { GridHead, type GridHeadProps } from './grid-head'
import { type GridPlace } from './grid-keys'
import { type Lines } from './grid-lines'
import { type Rect } from './grid-range'
import { type CellLook, GridRow } from './grid-row'
import { GroupRow } from './group-row'
import { FOOT, HEAD, OVERSCAN, scrollTo, useScrollWindow } from './scroll-window'

/** What the view may ask of the grid. */
export interface GridHandle {
  /** Scrolls until the cell shows; says where it ended up. */
  show: (place: GridPlace) => void
  focus: () => void
  /** Lines of one screen. */
  page: () => number
}

export interface Editing {
  place: GridPlace
  editor: ReactNode
}

/** What stands before the columns: a box or a number. */
export interface GridLead {
  width: number
  head: ReactNode
  cell: (row: number) => ReactNode
}

export interface GridProps
  extends Pick<GridHeadProps, 'sort' | 'onSort' | 'onResize' | 'onMove' | 'menu'> {
  handle?: Ref<GridHandle>
  label: string
  describedBy?: string
  columns: readonly GridColumn[]
  lines: Lines
  /** Rows there are in all, when known: assistive technology hears it. */
  total: number | null
  rowHeight: number
  rowKey: (row: number) => string
  cell: (row: number, column: GridColumn, index: number) => ReactNode
  look?: (row: number, column: GridColumn, index: number) => CellLook | undefined
  hue?: (row: number) => Hue | null
  /** Line (-1 is the head) and column under the focus. */
  place: GridPlace
  range?: Rect | null
  /** Cells with an editor in them: they stay, wherever the person scrolls. */
  editing?: readonly Editing[]
  onKey: (event: KeyboardEvent<HTMLDivElement>) => void
  /** A press on a cell of a row, or on the head of a group. */
  onPress: (place: GridPlace, event: MouseEvent<HTMLDivElement>) => void
  onPointer?: (place: GridPlace, event: PointerEvent<HTMLDivElement>) => void
  onClipboard?: (event: ClipboardEvent<HTMLDivElement>) => void
  /** First and last line in sight. */
  onSight: (first: number, last: number) => void
  group?: {
    isOpen: (group: number) => boolean
    title: (group: number) => ReactNode
    cell: (group: number, column: GridColumn) => ReactNode
  }
  /** Before the first column: a box, a number. */
  lead?: GridLead
  isSelected?: (row: number) => boolean
  foot?: (column: GridColumn, index: number) => ReactNode
  /** The row open elsewhere (peek). */
  marked: string | null
  startLine?: number
  /** Drawn after the last line. */
  tail?: ReactNode
  className?: string
}

export function Grid(props: GridProps) {
  const { columns, lines, total, rowHeight, place, range, editing, onSight } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const lead = props.lead?.width ?? 0
  const edges = columnEdges(columns, lead)
  const startTop = props.startLine ? Math.max(0, props.startLine - 4) * rowHeight : 0
  const shown = useScrollWindow(
    scroller,
    { lines: lines.count, lineHeight: rowHeight, edges },
    startTop,
  )
  useEffect(() => {
    if (scroller.current && startTop > 0) scroller.current.scrollTop = startTop
  }, [startTop])
  const sight = useEffectEvent(onSight)
  const { first, last } = shown.lines
  useEffect(() => sight(first, last), [first, last])

  useImperativeHandle(props.handle, () => ({
    page: () => Math.max(1, shown.page - 2),
    focus: () => scroller.current?.focus({ preventScroll: true }),
    show: (to) => {
      const node = scroller.current
      if (!node) return
      const stuck = { before: HEAD, after: props.foot ? FOOT : 0 }
      const top = to.row * rowHeight + HEAD
      const vertical = { start: node.scrollTop, size: node.clientHeight }
      if (to.row >= 0)
        node.scrollTop = scrollTo({ start: top, end: top + rowHeight }, vertical, stuck)
      if (to.column === 0) return
      const across = { start: node.scrollLeft, size: node.clientWidth }
      const cell = { start: edges[to.column] ?? 0, end: edges[to.column + 1] ?? 0 }
      if (across.size > 0)
        node.scrollLeft = scrollTo(cell, across, { before: edges[1] ?? 0, after: 0 })
    },
  }))

  const placeOf = (target: EventTarget): GridPlace | null => {
    if (!(target instanceof Element)) return null
    const line = target.closest<HTMLElement>('[data-line]')
    if (!line || !scroller.current?.contains(line)) return null
    const cell = target.closest<HTMLElement>('[data-col]')
    return { row: Number(line.dataset.line), column: Number(cell?.dataset.col ?? 0) }
  }
  const fit = (column: GridColumn) => {
    const index = columns.indexOf(column)
    const nodes = scroller.current?.querySelectorAll<HTMLElement>(
      `[data-line] [data-col="${index}"]`,
    )
    const widest = Math.max(0, ...[...(nodes ?? [])].map(contentWidth))
    props.onResize(column, widest + (index === 0 ? 28 : 20))
  }

  const template = columnTemplate(columns, lead)
  const minWidth = totalWidth(columns, lead)
  const size = last - first + 1
  /** As many as are ever drawn, so that a line that scrolls out lends its nodes to the one that scrolls in. */
  const pool = shown.page + 2 * OVERSCAN + 1
  const drawn = Array.from({ length: Math.max(0, size) }, (_, index) => first + index)
  const edited = new Map<number, Record<number, ReactNode>>()
  for (const { place: at, editor } of editing ?? [])
    edited.set(at.row, { ...edited.get(at.row), [at.column]: editor })
  drawn.push(...[...edited.keys()].filter((line) => line < first || line > last))
  const isDrawn = place.row >= first && place.row <= last
  const active =
    place.row < 0
      ? `${id}-head-${place.column}`
      : isDrawn
        ? `${id}-${place.row}-${lines.at(place.row).kind === 'group' ? 0 : place.column}`
        : undefined
  /** Rows that open and close are a tree to who hears them. */
  const tree = props.group ? { role: 'treegrid' } : {}
  return (
    <div
      ref={scroller}
      role="grid"
      {...tree}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-rowcount={total === null ? -1 : lines.count + (props.foot ? 2 : 1)}
      aria-colcount={columns.length + (lead > 0 ? 1 : 0)}
      aria-multiselectable={props.isSelected || range ? true : undefined}
      aria-activedescendant={active}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget) props.onKey(event)
      }}
      onClick={(event) => {
        const at = placeOf(event.target)
        if (at) props.onPress(at, event)
      }}
      onPointerDown={(event) => {
        const at = placeOf(event.target)
        if (at) props.onPointer?.(at, event)
      }}
      onPointerMove={(event) => {
        if (event.buttons !== 1 || !props.onPointer) return
        const under = document.elementFromPoint(event.clientX, event.clientY)
        const at = under && placeOf(under)
        if (at) props.onPointer(at, event)
      }}
      onCopy={props.onClipboard}
      onCut={props.onClipboard}
      onPaste={props.onClipboard}
      data-slot="grid"
      className={cn(
        'group/grid relative flex h-full flex-col overflow-auto overscroll-none outline-none',
        props.className,
      )}
      style={{ '--lead': `${lead}px` } as CSSProperties}
    >
      <GridHead
        {...props}
        id={id}
        span={shown.columns}
        template={template}
        minWidth={minWidth}
        lead={lead}
        headLead={props.lead?.head}
        onFit={fit}
        focusColumn={place.row < 0 ? place.column : -1}
      />
      <div
        role="rowgroup"
        className="relative shrink-0"
        style={{ height: lines.count * rowHeight, minWidth }}
      >
        {drawn.map((line) => {
          const at = lines.at(line)
          const shared = {
            id,
            line,
            top: line * rowHeight,
            height: rowHeight,
            template,
            columns,
            span: shown.columns,
            lead,
          }
          if (at.kind === 'group') {
            return props.group ? (
              <GroupRow
                key={`group-${at.group}`}
                {...shared}
                group={at.group}
                open={props.group.isOpen(at.group)}
                title={props.group.title}
                cell={props.group.cell}
                isFocused={place.row === line}
              />
            ) : null
          }
          const inRange = range && line >= range.top && line <= range.bottom
          const editors = edited.get(line)
          const key = props.rowKey(at.row)
          return (
            <GridRow
              key={editors ? `edited-${key}` : line % pool}
              {...shared}
              row={at.row}
              rowId={key}
              drawLead={props.lead?.cell}
              cell={props.cell}
              look={props.look}
              focusColumn={place.row === line ? place.column : -1}
              rangeLeft={inRange ? range.left : 1}
              rangeRight={inRange ? range.right : 0}
              editors={editors}
              selected={props.isSelected ? props.isSelected(at.row) : undefined}
              marked={props.marked !== null && key === props.marked}
              hue={props.hue?.(at.row) ?? null}
              level={props.group ? 2 : undefined}
            />
          )
        })}
      </div>
      {props.tail}
      {props.foot && (
        <GridFoot
          columns={columns}
          span={shown.columns}
          template={template}
          minWidth={minWidth}
          lead={lead}
          rowIndex={lines.count + 2}
          cell={props.foot}
        />
      )}
    </div>
  )
}

/** How wide the content of a cell is when nothing cuts it. */
function contentWidth(node: HTMLElement): number {
  let widest = 0
  for (const inner of node.querySelectorAll<HTMLElement>('*'))
    widest = Math.max(widest, inner.scrollWidth)
  return [...node.children].length > 1
    ? [...node.children].reduce((sum, child) => sum + child.scrollWidth + 8, 0)
    : widest
}
