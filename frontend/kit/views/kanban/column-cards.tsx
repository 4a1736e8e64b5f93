/** The cards of a column, virtual. The carried card and the focused one stay drawn, or a drag would end under the pointer. */
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type StagePlan } from '../../meta/plan'
import { type KanbanColumn } from '../../meta/wire'
import { Button } from '../../ui/button'
import { Skeleton } from '../../ui/skeleton'
import { viewMessages } from '../view-messages'
import { BoardCard } from './board-card'
import { type BoardContext } from './board-context'
import { cardGap } from './card-plan'
import { kanbanMessages } from './kanban-messages'
import { type ColumnLoad } from './use-board'

interface ColumnCardsProps {
  board: BoardContext
  column: KanbanColumn
  stage: StagePlan
  load: ColumnLoad
  helpId: string
  phone: boolean
  onNearEnd: () => void
  onRetry: () => void
}

export function ColumnCards({
  board,
  column,
  stage,
  load,
  helpId,
  phone,
  onNearEnd,
  onRetry,
}: ColumnCardsProps) {
  const words = useMessages(kanbanMessages)
  const shared = useMessages(viewMessages)
  const scroller = useRef<HTMLDivElement>(null)
  const { cards } = column
  const carriedId = board.state.kind === 'idle' ? null : board.state.card
  const kept = [carriedId, board.focusId]
    .map((id) => cards.findIndex((card) => card.id === id))
    .filter((index) => index >= 0)
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => board.plan.height,
    gap: cardGap(phone),
    overscan: 4,
    paddingStart: phone ? 4 : 0,
    paddingEnd: 12,
    getItemKey: (index) => cards[index]?.id ?? index,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b),
  })
  const items = virtual.getVirtualItems()
  const last = Math.max(
    -1,
    ...items.filter((item) => !kept.includes(item.index)).map((item) => item.index),
  )

  const near = useEffectEvent(onNearEnd)
  useEffect(() => {
    if (column.page.has_next && load === 'idle' && last >= cards.length - 8) near()
  }, [last, cards.length, column.page.has_next, load])

  const focusIndex = board.wantsFocus ? cards.findIndex((card) => card.id === board.focusId) : -1
  const reveal = useEffectEvent((index: number) => virtual.scrollToIndex(index, { align: 'auto' }))
  useEffect(() => {
    if (focusIndex >= 0) reveal(focusIndex)
  }, [focusIndex])
  const measure = useEffectEvent(() => virtual.measure())
  useEffect(() => measure(), [board.plan.height])

  useEffect(() => {
    const element = scroller.current
    return element ? autoScrollForElements({ element }) : undefined
  }, [])

  return (
    <div ref={scroller} className="min-h-0 grow overflow-y-auto px-2 max-md:px-4">
      {cards.length === 0 && (
        <p className="px-2 py-6 text-center text-meta text-fg-3">{words.emptyColumn}</p>
      )}
      <ul
        aria-label={stage.label}
        className="relative"
        style={{ height: cards.length === 0 ? 0 : virtual.getTotalSize() }}
      >
        {items.map((item) => {
          const row = cards[item.index]
          if (!row) return null
          return (
            <li
              key={row.id}
              className="absolute inset-x-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              <BoardCard
                entity={board.entity}
                canMove={board.canMove}
                plan={board.plan}
                row={row}
                stage={stage}
                since={row[`${board.pipeline.field}_since`]}
                helpId={helpId}
                isCarried={row.id === carriedId}
                isFocused={row.id === board.focusId}
                takesFocus={board.wantsFocus && row.id === board.focusId}
                actions={board.actions}
              />
            </li>
          )
        })}
      </ul>
      {load === 'loading' && <Skeleton className="mb-2 h-16 rounded-card bg-surface" />}
      {load === 'failed' && (
        <div role="alert" className="flex flex-col items-center gap-2 pb-3 text-meta text-bad">
          {shared.moreFailed}
          <Button size="small" icon="refresh-cw" onClick={onRetry}>
            {shared.retry}
          </Button>
        </div>
      )}
    </div>
  )
}
