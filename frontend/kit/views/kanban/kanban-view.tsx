/** The board: toolbar, columns or stage tabs, carrying by pointer and keys, the move menu and the stage gate. */
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useNavigation } from '../../client/navigation'
import { nextCard } from '../../engines/board/board-focus'
import { type Carried } from '../../engines/board/board-machine'
import { titleText } from '../../fields/reference'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type PipelinePlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { findCard } from '../../record/board-cache'
import { MoveDialog } from '../../record/move-dialog'
import { MoveMenu } from '../../record/move-menu'
import { moveVerdict } from '../../record/move-verdict'
import { leaveTrail } from '../../record/trail'
import { useMover } from '../../record/use-mover'
import { cn } from '../../ui/cn'
import { ErrorCard, ProblemCard } from '../../ui/error-card'
import { announce } from '../../ui/visually-hidden'
import { type ViewProps } from '../contract'
import { usePhone } from '../use-phone'
import { ViewEmpty } from '../view-empty'
import { viewMessages } from '../view-messages'
import { ViewToolbar } from '../view-toolbar'
import { BoardColumn } from './board-column'
import { type BoardContext } from './board-context'
import { BoardTotal, hasTotal, totalCount } from './board-total'
import { cardOrder } from './card-order'
import { cardPlan } from './card-plan'
import { kanbanMessages } from './kanban-messages'
import { BoardSkeleton } from './kanban-skeleton'
import { StageTabs } from './stage-tabs'
import { useBoard } from './use-board'
import { useCarry } from './use-carry'
import { useCollapsed } from './use-collapsed'

export function KanbanView(props: ViewProps) {
  const { entity, view } = props
  const words = useMessages(kanbanMessages)
  const field = view.field ? entity.fieldByName.get(view.field) : entity.fields.find((one) => one.pipeline)
  const pipeline = field?.pipeline
  if (!pipeline) return <ErrorCard code={view.key}>{words.noPipeline}</ErrorCard>
  return <PipelineBoard {...props} pipeline={pipeline} />
}

function PipelineBoard(props: ViewProps & { pipeline: PipelinePlan }) {
  const { entity, view, state: address, openRecord, createRecord, pipeline } = props
  const words = useMessages(kanbanMessages)
  const shared = useMessages(viewMessages)
  const context = useLocale()
  const phone = usePhone()
  const client = useQueryClient()
  const { recordHref } = useNavigation()
  const helpId = useId()
  const panelId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const board = useBoard(props)
  const { data } = board
  const [collapsed, toggle] = useCollapsed(view.key, pipeline.stages)
  const [tab, setTab] = useState(pipeline.initial)
  const [focusId, setFocusId] = useState<string | null>(null)
  const [wantsFocus, setWantsFocus] = useState(false)
  const [menuRow, setMenuRow] = useState<Row | null>(null)

  const plan = useMemo(
    () => cardPlan(entity, entity.layout('card', view.card)?.items ?? [entity.title], pipeline.field, phone),
    [entity, view.card, pipeline.field, phone],
  )
  const order = useMemo(
    () => cardOrder(entity, address.sort ?? view.sort, data?.columns.find((column) => column.cards.length > 0)?.cards[0]),
    [entity, address.sort, view.sort, data],
  )
  const mover = useMover(entity, pipeline, {
    order,
    onApplied: (id) => {
      // The card is drawn again in its new column: the focus goes with it.
      setFocusId(id)
      setWantsFocus(true)
    },
  })
  const cardOf = (id: string) => (data ? (findCard(data, id)?.card ?? null) : null)
  const judge = (id: string, to: string) => {
    const row = cardOf(id)
    return row && moveVerdict(entity, pipeline, row, to)
  }
  const labelOf = (stage: string) => pipeline.stageByKey.get(stage)?.label ?? stage
  const titleOf = (id: string) => titleText(cardOf(id)?.[entity.title], context)

  const carry = useCarry({
    columns: data?.columns ?? [],
    verdict: ({ card, over }: Carried) => {
      const verdict = judge(card, over)
      if (verdict?.kind === 'missing') return { kind: 'missing', fields: verdict.missing.map((one) => one.name) }
      return verdict?.kind === 'refused' ? { kind: 'refused' } : { kind: 'free' }
    },
    onDrop: ({ card, over }) => {
      const row = cardOf(card)
      if (row) mover.start(row, over)
    },
    onTell: (carried, what) => {
      if (carried.kind === 'idle') return
      const name = titleOf(carried.card)
      if (what === 'lift') return announce(words.lifted(name, labelOf(carried.from)))
      if (what === 'cancel') return announce(words.cancelled(name, labelOf(carried.from)))
      const verdict = judge(carried.card, carried.over)
      const why =
        verdict?.kind === 'missing' && verdict.missing.length > 0
          ? words.missing(verdict.missing.map((one) => one.label).join(', '))
          : verdict?.kind === 'refused'
            ? words.refused(labelOf(carried.over))
            : ''
      announce(`${words.over_(labelOf(carried.over))} ${why}`.trim())
    },
  })

  // A gate that closes gives the focus back to its card, wherever the card is now.
  const isAsking = mover.gate !== null
  const wasAsking = useRef(false)
  useEffect(() => {
    if (wasAsking.current && !isAsking) setWantsFocus(true)
    wasAsking.current = isAsking
  }, [isAsking])

  useEffect(() => {
    const element = scroller.current
    return element && data ? autoScrollForElements({ element }) : undefined
  }, [data])

  const openCard = useCallback(
    (row: Row) => {
      const column = data && findCard(data, row.id)?.column
      leaveTrail(client, entity.name, column?.cards.map((card) => card.id) ?? [row.id], column?.count)
      openRecord(row.id, 'page')
    },
    [client, data, entity.name, openRecord],
  )
  const onFocusTaken = useCallback(() => setWantsFocus(false), [])
  const columns = data?.columns ?? []
  const firstCard = columns.find((column) => !collapsed.has(column.key) && column.cards.length > 0)?.cards[0]?.id ?? null
  const focusKnown = focusId !== null && cardOf(focusId) !== null
  const shownBoard: BoardContext = {
    entity, pipeline, plan,
    state: carry.state,
    carried: carry.state.kind === 'idle' ? null : cardOf(carry.state.card),
    canMove: entity.can.move,
    focusId: focusKnown ? focusId : firstCard,
    wantsFocus,
    onFocusTaken,
    verdict: (to) => (carry.state.kind === 'idle' ? null : judge(carry.state.card, to)),
    openCard,
    openMenu: setMenuRow,
    href: (row) => recordHref(entity.name, row.id),
  }

  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target instanceof HTMLElement ? event.target : null
    const id = target?.closest<HTMLElement>('[data-card]')?.dataset.card
    if (!id || target?.tagName !== 'A' || event.ctrlKey || event.metaKey || event.altKey) return
    if (carry.state.kind === 'carrying') {
      if (carry.key(event.key)) {
        event.preventDefault()
        event.stopPropagation()
      }
      return
    }
    const row = cardOf(id)
    if (event.key === ' ' && row && entity.can.move) {
      event.preventDefault()
      carry.lift(id, String(row[pipeline.field]))
      return
    }
    if (event.key.toLowerCase() === 'm' && row && entity.can.move) {
      event.preventDefault()
      event.stopPropagation()
      setMenuRow(row)
      return
    }
    const next = nextCard(
      columns.map((column) => ({ key: column.key, cards: column.cards.map((card) => card.id), collapsed: collapsed.has(column.key) })),
      id,
      event.key,
    )
    if (next === null) return
    event.preventDefault()
    setFocusId(next)
    setWantsFocus(true)
  }

  const shown = phone ? columns.filter((column) => column.key === tab) : columns
  const isEmpty = data !== undefined && columns.every((column) => column.cards.length === 0)
  return (
    <div className="flex h-full flex-col">
      <ViewToolbar {...props} count={data && totalCount(data)} total={data && hasTotal(entity, view.measures) && <BoardTotal entity={entity} data={data} measures={view.measures ?? []} />} />
      {data && phone && (
        <StageTabs label={view.label} pipeline={pipeline} columns={columns} value={tab} panelId={panelId} onChange={setTab} />
      )}
      <p id={helpId} className="sr-only">
        {words.keysHelp}
      </p>
      {!data && !board.failed && <BoardSkeleton />}
      {board.failed && <ProblemCard error={board.error} title={shared.loadFailed(view.label)} onRetry={board.retry} />}
      {isEmpty && (address.q || address.filter || !phone) ? (
        <ViewEmpty {...props} />
      ) : (
        data && (
          <div
            ref={scroller}
            id={panelId}
            role={phone ? 'tabpanel' : 'group'}
            aria-label={phone ? labelOf(tab) : words.board(view.label)}
            aria-busy={board.stale || undefined}
            onKeyDown={onKey}
            onFocus={(event) => {
              const id = event.target.closest<HTMLElement>('[data-card]')?.dataset.card
              if (id && id !== focusId) setFocusId(id)
            }}
            className={cn(
              'flex min-h-0 grow gap-2.5 overflow-x-auto px-3 pt-3 transition-opacity duration-100 max-md:px-0 max-md:pt-0',
              board.stale && 'opacity-60',
            )}
          >
            {shown.map((column) => {
              const stage = pipeline.stageByKey.get(column.key)
              if (!stage) return null
              return (
                <BoardColumn
                  key={column.key}
                  board={shownBoard}
                  column={column}
                  stage={stage}
                  measures={view.measures ?? []}
                  collapsed={!phone && collapsed.has(column.key)}
                  load={board.loadOf(column.key)}
                  helpId={helpId}
                  phone={phone}
                  onToggle={() => toggle(column.key)}
                  onLoadMore={() => board.loadMore(column.key)}
                  onAdd={entity.can.create && stage.key === pipeline.initial ? () => createRecord() : undefined}
                />
              )
            })}
          </div>
        )
      )}
      {menuRow && (
        <MoveMenu
          entity={entity}
          pipeline={pipeline}
          row={cardOf(menuRow.id) ?? menuRow}
          onMove={(stage) => mover.start(cardOf(menuRow.id) ?? menuRow, stage)}
          onClose={() => setMenuRow(null)}
        />
      )}
      <MoveDialog entity={entity} pipeline={pipeline} mover={mover} />
    </div>
  )
}
