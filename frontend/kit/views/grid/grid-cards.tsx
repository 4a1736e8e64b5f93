/** The cards in lines, virtual, group heads between them. One card is in the tab order; the arrows go in both directions. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { useHotkey } from '../../ui/hotkeys'
import { groupLines, lineOf } from '../group-lines'
import { GroupName, GroupTotals } from '../group-name'
import { ListTail } from '../list/list-tail'
import { type Selection } from '../selection/use-selection'
import { type Rows } from '../use-rows'
import { useWidth } from '../use-width'
import { type GridActions, GridCard } from './grid-card'
import { nextIndex } from './grid-keys'
import { gridMessages } from './grid-messages'
import { type GridPlan } from './grid-plan'

interface GridCardsProps {
  entity: EntityPlan
  view: ViewPlan
  plan: GridPlan
  list: Rows
  group: FieldPlan | null
  selection: Selection
  marked: string | null
  onOpen: (row: Row) => void
  onPeek: (row: Row) => void
  onMove: ((row: Row) => void) | null
}

const GAP = 12
const PAD = 16
const NARROWEST = 268
const HEAD = 28

export function GridCards(props: GridCardsProps) {
  const { entity, view, plan, list, group, selection, marked, onOpen, onPeek, onMove } = props
  const words = useMessages(gridMessages)
  const helpId = useId()
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const { rows, groups, loadMore } = list
  const across = Math.max(1, Math.floor((width - 2 * PAD + GAP) / (NARROWEST + GAP)))
  const lines = useMemo(
    () => groupLines(rows, group, groups, across),
    [rows, group, groups, across],
  )
  const [focusId, setFocusId] = useState<string | null>(null)
  const wants = useRef(false)
  const found = rows.findIndex((row) => row.id === focusId)
  const active = found >= 0 ? found : 0
  const kept = lineOf(lines, active)

  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (lines[index]?.kind === 'head' ? HEAD : plan.height),
    gap: GAP,
    paddingStart: group ? PAD / 2 : PAD,
    paddingEnd: PAD,
    scrollPaddingStart: PAD,
    scrollPaddingEnd: PAD,
    overscan: 2,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(kept >= 0 ? [kept] : [])])].sort(
        (a, b) => a - b,
      ),
  })
  const measure = useEffectEvent(() => virtual.measure())
  useEffect(() => measure(), [plan.height, lines])
  const items = virtual.getVirtualItems()
  const last = Math.max(-1, ...items.filter((item) => item.index !== kept).map((one) => one.index))
  const near = useEffectEvent(loadMore)
  useEffect(() => {
    if (last >= lines.length - 6) near()
  }, [last, lines.length])

  useEffect(() => {
    if (!wants.current) return
    if (!focusCard(box.current, rows[active]?.id)) return
    wants.current = false
    virtual.scrollToIndex(kept, { align: 'auto' })
  })
  const goTo = (index: number) => {
    const id = rows[index]?.id
    wants.current = index !== active || !focusCard(box.current, id)
    setFocusId(id ?? null)
  }
  useHotkey({ keys: 'j', label: words.keyCards, group: entity.labelPlural }, () => goTo(active))
  useHotkey({ keys: 'x', label: words.keySelect, group: entity.labelPlural }, () => false)

  const press = (event: KeyboardEvent) => {
    const row = rows[active]
    if (event.metaKey || event.altKey || !row) return
    const next = nextIndex(lines, active, event.key, event.ctrlKey)
    if (next !== null) goTo(next)
    else if (event.key === ' ') onPeek(row)
    else if (event.key.toLowerCase() === 'x' && !event.ctrlKey)
      selection.toggle(row.id, event.shiftKey)
    else if (event.key.toLowerCase() === 'm' && !event.ctrlKey && onMove) onMove(row)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const latest = useRef({ onOpen, onPeek, onMove, press, toggle: selection.toggle })
  useEffect(() => {
    latest.current = { onOpen, onPeek, onMove, press, toggle: selection.toggle }
  })
  const canMove = onMove !== null
  const actions = useMemo<GridActions>(
    () => ({
      open: (row) => latest.current.onOpen(row),
      peek: (row) => latest.current.onPeek(row),
      focused: setFocusId,
      key: (event) => latest.current.press(event),
      select: (id, range) => latest.current.toggle(id, range),
      move: canMove ? (row) => latest.current.onMove?.(row) : null,
    }),
    [canMove],
  )
  return (
    <div ref={box} className="relative min-h-0 grow overflow-x-hidden overflow-y-auto">
      <p id={helpId} className="sr-only">
        {words.keysHelp}
      </p>
      <div
        role="group"
        aria-label={words.grid(view.label)}
        className="relative"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map((item) => {
          const line = lines[item.index]
          if (!line) return null
          const style = { height: item.size, transform: `translateY(${item.start}px)` }
          if (line.kind === 'head') {
            return (
              <h2
                key={`head ${line.key}`}
                className="absolute inset-x-4 flex items-end gap-2 pb-1 font-normal"
                style={style}
              >
                {group && <GroupName field={group} head={line} />}
                <GroupTotals entity={entity} view={view} info={line.info} />
              </h2>
            )
          }
          return (
            <div
              key={`line ${rows[line.from]?.id ?? line.from}`}
              className="absolute inset-x-4 grid gap-3"
              style={{ ...style, gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}
            >
              {rows.slice(line.from, line.from + line.size).map((row, place) => (
                <GridCard
                  key={row.id}
                  entity={entity}
                  plan={plan}
                  row={row}
                  isActive={line.from + place === active}
                  isSelected={selection.has(row.id)}
                  isSelecting={selection.state !== 'none'}
                  isMarked={row.id === marked}
                  helpId={helpId}
                  actions={actions}
                />
              ))}
            </div>
          )
        })}
      </div>
      <ListTail list={list} />
    </div>
  )
}

function focusCard(box: HTMLElement | null, id: string | undefined): boolean {
  const link = box?.querySelector<HTMLElement>(`a[data-card="${CSS.escape(id ?? '')}"]`)
  link?.focus({ preventScroll: true })
  return link != null
}
