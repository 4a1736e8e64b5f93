/** A column: head with name, count, sum and limits, its cards, and the note that explains a drop before it happens. */
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useRef } from 'react'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatCount, formatNumber } from '../../meta/format'
import { type StagePlan } from '../../meta/plan'
import { type KanbanColumn, type WireView } from '../../meta/wire'
import { Badge } from '../../ui/badge'
import { cn } from '../../ui/cn'
import { IconButton } from '../../ui/icon-button'
import { Money } from '../../ui/money'
import { StageGlyph } from '../../ui/stage-glyph'
import { tip } from '../../ui/tooltip'
import { BlockedNote } from './blocked-note'
import { type BoardContext } from './board-context'
import { ColumnCards } from './column-cards'
import { kanbanMessages } from './kanban-messages'
import { type ColumnLoad } from './use-board'
import { CARD } from './use-card-drag'

export interface BoardColumnProps {
  board: BoardContext
  column: KanbanColumn
  stage: StagePlan
  measures: NonNullable<WireView['measures']>
  collapsed: boolean
  load: ColumnLoad
  helpId: string
  phone: boolean
  onToggle: () => void
  onLoadMore: () => void
  onAdd?: () => void
}

export function ColumnSum({
  board,
  column,
  measures,
}: Pick<BoardColumnProps, 'board' | 'column' | 'measures'>) {
  const { locale } = useLocale()
  return measures.map(({ fn, field }) => {
    if (field === null) return null // the count is in the head already
    const value = column.measures[`${fn}:${field}`]
    const plan = board.entity.fieldByName.get(field)
    if (value === undefined || value === null) return null
    return plan?.currency ? (
      <Money key={`${fn}:${field}`} whole value={value} currency={plan.currency} />
    ) : (
      <span key={`${fn}:${field}`} className="num">
        {formatNumber(value, locale)}
      </span>
    )
  })
}

export function BoardColumn(props: BoardColumnProps) {
  const {
    board,
    column,
    stage,
    measures,
    collapsed,
    load,
    helpId,
    phone,
    onToggle,
    onLoadMore,
    onAdd,
  } = props
  const words = useMessages(kanbanMessages)
  const { locale } = useLocale()
  const element = useRef<HTMLElement>(null)
  const { state } = board
  const isOver = state.kind !== 'idle' && state.over === column.key && state.over !== state.from
  const verdict = isOver ? board.verdict(column.key) : null
  const blocked =
    verdict && (verdict.kind === 'missing' || verdict.kind === 'refused') ? verdict : null
  const from = state.kind === 'idle' ? undefined : board.pipeline.stageByKey.get(state.from)

  useEffect(() => {
    const target = element.current
    if (!target) return
    return dropTargetForElements({
      element: target,
      getData: () => ({ column: column.key }),
      canDrop: ({ source }) => source.data.type === CARD,
      getIsSticky: () => true,
    })
  }, [column.key, collapsed])

  useEffect(() => {
    if (isOver && state.kind === 'carrying' && state.by === 'keyboard') {
      element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
  }, [isOver, state])

  const count = formatCount(column.count, locale)
  const countTip = column.count.capped
    ? tip(words.over(formatNumber(column.count.value, locale)))
    : {}
  const ring =
    isOver &&
    (blocked ? 'inset-ring-[1.5px] inset-ring-bad' : 'inset-ring-[1.5px] inset-ring-accent')
  if (collapsed) {
    return (
      <section
        ref={element}
        aria-label={words.columnName(stage.label, count)}
        className={cn(
          'relative flex w-10 shrink-0 flex-col items-center gap-2.5 rounded-t-card bg-surface-2 py-2',
          ring,
        )}
      >
        <IconButton
          size="small"
          icon="panel-left-open"
          label={words.expand(stage.label)}
          aria-expanded={false}
          onClick={onToggle}
        />
        <Badge {...countTip}>{count}</Badge>
        <h2 className="flex gap-2.5 leading-5 font-semibold [writing-mode:vertical-rl]">
          {stage.label}
          <span className="font-normal text-fg-3">
            <ColumnSum board={board} column={column} measures={measures} />
          </span>
        </h2>
        <StageGlyph shape={stage.glyph} hue={stage.hue} />
        {blocked && isOver && (
          <div className="absolute top-0 left-0 w-64">
            <BlockedNote verdict={blocked} from={from} to={stage} />
          </div>
        )}
      </section>
    )
  }
  const overLimit = stage.wip_limit != null && column.count.value > stage.wip_limit
  return (
    <section
      ref={element}
      aria-label={words.columnName(stage.label, count)}
      className={cn(
        'relative flex min-h-0 min-w-60 flex-1 basis-0 flex-col overflow-hidden rounded-t-card bg-surface-2 max-md:min-w-0 max-md:rounded-none max-md:bg-surface',
        ring,
      )}
    >
      <header className="shrink-0 py-2 pr-1.5 pl-2.5 max-md:px-4 max-md:py-2.5">
        <div className="group/head flex h-6 items-center gap-1.5 max-md:hidden">
          <StageGlyph shape={stage.glyph} hue={stage.hue} />
          <h2 className="truncate font-semibold">{stage.label}</h2>
          <span
            className={cn(
              'num text-count',
              overLimit ? 'font-semibold text-warn-text' : 'text-fg-3',
            )}
            {...countTip}
          >
            {stage.wip_limit == null ? count : words.limit(column.count.value, stage.wip_limit)}
          </span>
          <span className="grow" />
          <IconButton
            size="small"
            icon="panel-left-close"
            label={words.collapse(stage.label)}
            aria-expanded
            onClick={onToggle}
            className="bg-transparent opacity-0 group-hover/head:opacity-100 focus-visible:opacity-100 aria-expanded:bg-transparent"
          />
          {onAdd && (
            <IconButton
              size="small"
              icon="plus"
              label={words.add(board.entity.label.toLocaleLowerCase(locale))}
              onClick={onAdd}
            />
          )}
        </div>
        <div className="num mt-px flex h-4 justify-between pr-1.5 text-meta text-fg-3">
          <span className="flex gap-2">
            <ColumnSum board={board} column={column} measures={measures} />
          </span>
          {stage.max_days && <span>{words.maxDays(stage.max_days)}</span>}
        </div>
      </header>
      <div className={cn('flex min-h-0 grow flex-col', blocked && 'opacity-45')}>
        <ColumnCards
          board={board}
          column={column}
          stage={stage}
          load={load}
          helpId={helpId}
          phone={phone}
          onNearEnd={onLoadMore}
          onRetry={onLoadMore}
        />
      </div>
      {blocked && <BlockedNote verdict={blocked} from={from} to={stage} />}
    </section>
  )
}
