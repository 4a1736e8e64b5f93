/** The list at the left, virtual, in groups. The chosen row is the one in the tab order; arrows choose the next. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useMemo, useRef } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../../meta/plan'
import { useHotkey } from '../../ui/hotkeys'
import { groupLines, lineOf } from '../group-lines'
import { GroupName, GroupTotals } from '../group-name'
import { ListTail } from '../list/list-tail'
import { type Rows } from '../use-rows'
import { splitMessages } from './split-messages'
import { type SplitPlan } from './split-plan'
import { type RowActions, SplitRow } from './split-row'

interface SplitListProps {
  entity: EntityPlan
  view: ViewPlan
  plan: SplitPlan
  list: Rows
  group: FieldPlan | null
  phone: boolean
  chosen: string | null
  /** `isStep`: by an arrow, more may follow at once. */
  onChoose: (id: string, isStep: boolean) => void
  /** Enter: on to the record itself. */
  onEnter: () => void
}

const HEAD = 32
const PAGE = 8

export function SplitList(props: SplitListProps) {
  const { entity, view, plan, list, group, phone, chosen, onChoose, onEnter } = props
  const words = useMessages(splitMessages)
  const helpId = useId()
  const box = useRef<HTMLDivElement>(null)
  const wants = useRef(false)
  const { rows, groups, loadMore } = list
  const height = phone ? 68 : 54
  const lines = useMemo(() => groupLines(rows, group, groups), [rows, group, groups])
  const found = rows.findIndex((row) => row.id === chosen)
  const at = Math.max(0, found)
  const kept = lineOf(lines, at)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (lines[index]?.kind === 'head' ? HEAD : height),
    scrollPaddingStart: HEAD,
    overscan: 8,
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
    if (last >= lines.length - 12) near()
  }, [last, lines.length])
  const reveal = useEffectEvent((index: number) => virtual.scrollToIndex(index, { align: 'auto' }))
  useEffect(() => {
    if (found >= 0 && kept >= 0) reveal(kept)
  }, [found, kept])
  useEffect(() => {
    if (!wants.current) return
    if (focusRow(box.current, rows[at]?.id)) wants.current = false
  })
  const goTo = (index: number) => {
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))]
    if (!row) return
    wants.current = index !== at || !focusRow(box.current, row.id)
    if (row.id !== chosen) onChoose(row.id, true)
  }
  useHotkey({ keys: 'j', label: words.keyList, group: entity.labelPlural }, () => {
    goTo(box.current?.contains(document.activeElement) ? at + 1 : at)
  })
  const press = (event: KeyboardEvent) => {
    if (event.metaKey || event.altKey || event.ctrlKey) return
    const to = {
      ArrowDown: at + 1,
      j: at + 1,
      ArrowUp: at - 1,
      k: at - 1,
      PageDown: at + PAGE,
      PageUp: at - PAGE,
      Home: 0,
      End: rows.length - 1,
    }[event.key]
    if (to !== undefined) goTo(to)
    else if (event.key === 'Enter') onEnter()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const latest = useRef({ onChoose, press })
  useEffect(() => {
    latest.current = { onChoose, press }
  })
  const actions = useMemo<RowActions>(
    () => ({
      choose: (row) => latest.current.onChoose(row.id, false),
      key: (event) => latest.current.press(event),
    }),
    [],
  )
  return (
    <div ref={box} className="h-full overflow-x-hidden overflow-y-auto">
      <p id={helpId} className="sr-only">
        {words.keysHelp}
      </p>
      <ul
        aria-label={words.list(view.label)}
        className="relative"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map((item) => {
          const line = lines[item.index]
          const row = line?.kind === 'rows' ? rows[line.from] : undefined
          if (!line) return null
          return (
            <li
              key={line.kind === 'head' ? `head ${line.key}` : row?.id}
              className="absolute inset-x-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {line.kind === 'head' && group && (
                <h2 className="flex h-full items-center gap-1.75 border-b border-line bg-surface-2 px-4 text-meta font-normal">
                  <GroupName field={group} head={line} />
                  <span className="ml-auto flex gap-2">
                    <GroupTotals entity={entity} view={view} info={line.info} />
                  </span>
                </h2>
              )}
              {row && (
                <SplitRow
                  entity={entity}
                  plan={plan}
                  row={row}
                  isChosen={line.kind === 'rows' && line.from === at}
                  helpId={helpId}
                  actions={actions}
                />
              )}
            </li>
          )
        })}
      </ul>
      <ListTail list={list} />
    </div>
  )
}

function focusRow(box: HTMLElement | null, id: string | undefined): boolean {
  const link = box?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id ?? '')}"]`)
  link?.focus({ preventScroll: true })
  return link != null
}
