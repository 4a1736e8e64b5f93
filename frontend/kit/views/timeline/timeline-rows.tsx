/** The rows of the timeline, virtual, under their head; weekends and the line of now run behind and over all of them. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useMemo, useRef } from 'react'
import { type TimeScale } from '../../engines/time/time-scale'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { cn } from '../../ui/cn'
import { useHotkey } from '../../ui/hotkeys'
import { groupLines, lineOf } from '../group-lines'
import { ListTail } from '../list/list-tail'
import { useMinute } from '../use-minute'
import { type Rows } from '../use-rows'
import { useWidth } from '../use-width'
import { viewMessages } from '../view-messages'
import { barsOf } from './bars'
import { AxisBack, AxisHead, NowLine } from './timeline-axis'
import { Backdrop, TITLE_ONLY, TimelineLine, WITH_FIGURE } from './timeline-line'
import { timelineMessages } from './timeline-messages'
import { type TimelinePlan } from './timeline-plan'
import { type RowActions, TimelineRow } from './timeline-row'
import { useCellFocus } from './use-cell-focus'

interface TimelineRowsProps {
  entity: EntityPlan
  view: ViewPlan
  plan: TimelinePlan
  list: Rows
  group: FieldPlan | null
  scale: TimeScale
  phone: boolean
  marked: string | null
  onOpen: (row: Row) => void
  onPeek: (row: Row) => void
  onMove: ((row: Row) => void) | null
}

const HEAD = 32
const HEIGHT = { compact: 32, normal: 38, relaxed: 44, phone: 60 }

export function TimelineRows(props: TimelineRowsProps) {
  const { entity, view, plan, list, group, scale, phone, marked, onOpen, onPeek, onMove } = props
  const words = useMessages(timelineMessages)
  const shared = useMessages(viewMessages)
  const { timeZone } = useLocale()
  const helpId = useId()
  const box = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const width = useWidth(line)
  const { rows, groups, loadMore } = list
  const lines = useMemo(() => groupLines(rows, group, groups), [rows, group, groups])
  const ids = useMemo(() => rows.map((row) => row.id), [rows])
  const minute = Math.floor(useMinute().getTime() / 60_000)
  const bars = useMemo(() => {
    const context = { timeZone, now: new Date(minute * 60_000) }
    return new Map(rows.map((row) => [row.id, barsOf(row, plan, context)]))
  }, [rows, plan, timeZone, minute])
  const cellsOf = (id: string): number[] => {
    const shown = (bars.get(id) ?? []).flatMap((bar, index) => {
      const [left, right] = [scale.place(bar.from), scale.place(bar.to)]
      return right < 0 || left > 1 || (right <= left && !bar.isPoint) ? [] : [index + 1]
    })
    return [0, ...shown]
  }
  const focus = useCellFocus(box, ids, cellsOf)
  useHotkey({ keys: 'j', label: shared.keyRows, group: entity.labelPlural }, focus.enter)

  const kept = focus.spot ? lineOf(lines, ids.indexOf(focus.spot.row)) : -1
  const height = phone ? HEIGHT.phone : HEIGHT[view.density ?? 'normal']
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (lines[index]?.kind === 'head' ? HEAD : height),
    overscan: 8,
    scrollPaddingStart: HEAD,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(kept >= 0 ? [kept] : [])])].sort(
        (a, b) => a - b,
      ),
  })
  const measure = useEffectEvent(() => virtual.measure())
  useEffect(() => measure(), [height, lines])
  const items = virtual.getVirtualItems()
  const last = Math.max(-1, ...items.filter((item) => item.index !== kept).map((one) => one.index))
  const near = useEffectEvent(loadMore)
  useEffect(() => {
    if (last >= lines.length - 15) near()
  }, [last, lines.length])

  const rowOf = (id: string | undefined) => rows.find((row) => row.id === id)
  const press = (event: KeyboardEvent) => {
    if (event.metaKey || event.altKey || !(event.target as HTMLElement).dataset.cell) return
    const row = rowOf(focus.spot?.row)
    if (focus.key(event)) {
      const next = lineOf(lines, ids.indexOf(focus.spot?.row ?? ''))
      if (next >= 0) virtual.scrollToIndex(next, { align: 'auto' })
    } else if (row && event.key === 'Enter') onOpen(row)
    else if (row && event.key === ' ') onPeek(row)
    else if (row && onMove && event.key.toLowerCase() === 'm' && !event.ctrlKey) onMove(row)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const spotRow = focus.spot?.row
  const reveal = useEffectEvent((index: number) => virtual.scrollToIndex(index, { align: 'auto' }))
  useEffect(() => {
    if (kept >= 0 && spotRow !== undefined) reveal(kept)
  }, [kept, spotRow])

  const { set } = focus
  const latest = useRef({ onOpen, onPeek, set })
  useEffect(() => {
    latest.current = { onOpen, onPeek, set }
  })
  const actions = useMemo<RowActions>(
    () => ({
      open: (row) => latest.current.onOpen(row),
      peek: (row) => latest.current.onPeek(row),
      focused: (id, cell) => latest.current.set({ row: id, cell }),
    }),
    [],
  )
  const columns = plan.figure ? WITH_FIGURE : TITLE_ONLY
  return (
    <div
      ref={box}
      role="grid"
      aria-label={words.timeline(view.label)}
      aria-describedby={helpId}
      aria-rowcount={list.count && !list.count.capped ? list.count.value + 1 : -1}
      onKeyDown={press}
      className="relative min-h-0 grow overflow-x-hidden overflow-y-auto"
    >
      <div
        role="row"
        aria-rowindex={1}
        className={cn(
          'sticky top-0 z-10 h-8 border-b border-line bg-surface-2 text-meta text-fg-3 md:grid',
          columns,
        )}
      >
        <span role="columnheader" className="self-center pl-4 max-md:sr-only">
          {entity.label}
        </span>
        {plan.figure && (
          <span role="columnheader" className="self-center truncate pr-3 text-right max-md:sr-only">
            {plan.figure.label}
          </span>
        )}
        <div
          ref={line}
          role="columnheader"
          aria-label={plan.stage?.label ?? plan.start?.label}
          className="relative h-8 overflow-hidden border-l border-line max-md:border-l-0"
        >
          <AxisHead scale={scale} phone={phone} />
        </div>
      </div>
      <div
        role="presentation"
        className="relative"
        style={{ height: virtual.getTotalSize(), minHeight: 'calc(100% - 2rem)' }}
      >
        <Backdrop>
          <AxisBack scale={scale} />
        </Backdrop>
        {items.map((item) => {
          const found = lines[item.index]
          return (
            found && (
              <TimelineLine
                key={found.kind === 'head' ? `head ${found.key}` : (rows[found.from]?.id ?? '')}
                line={found}
                start={item.start}
                size={item.size}
                entity={entity}
                view={view}
                group={group}
                columns={columns}
              >
                {found.kind === 'rows' && rows[found.from] && (
                  <TimelineRow
                    entity={entity}
                    plan={plan}
                    row={rows[found.from] as Row}
                    bars={bars.get(rows[found.from]?.id ?? '') ?? []}
                    scale={scale}
                    width={width}
                    phone={phone}
                    activeCell={
                      focus.spot?.row === rows[found.from]?.id ? (focus.spot?.cell ?? null) : null
                    }
                    isMarked={rows[found.from]?.id === marked}
                    actions={actions}
                  />
                )}
              </TimelineLine>
            )
          )
        })}
        <Backdrop over>
          <NowLine scale={scale} />
        </Backdrop>
      </div>
      <ListTail list={list} />
      <p id={helpId} className="sr-only">
        {words.keysHelp}
      </p>
    </div>
  )
}
