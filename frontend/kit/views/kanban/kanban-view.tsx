/** The board: toolbar, columns or stage tabs, carrying by pointer and keys, the move menu and the stage gate. */
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type PipelinePlan, type ViewPlan } from '../../meta/plan'
import { MoveDialog } from '../../record/move-dialog'
import { MoveMenu } from '../../record/move-menu'
import { cn } from '../../ui/cn'
import { ErrorCard, ProblemCard } from '../../ui/error-card'
import { type Asked, askedOf } from '../asked'
import { type ViewProps } from '../contract'
import { dueField } from '../due/due'
import { usePhone } from '../use-phone'
import { ViewEmpty } from '../view-empty'
import { viewMessages } from '../view-messages'
import { ViewToolbar } from '../view-toolbar'
import { BoardColumn } from './board-column'
import { type BoardContext } from './board-context'
import { BoardTotal, hasTotal, totalCount } from './board-total'
import { cardOrder } from './card-order'
import { cardPlan } from './card-plan'
import { choiceColumns, isChoice } from './choice-columns'
import { kanbanMessages } from './kanban-messages'
import { BoardSkeleton } from './kanban-skeleton'
import { StageTabs } from './stage-tabs'
import { useBoard } from './use-board'
import { useBoardControl } from './use-board-control'
import { useCollapsed } from './use-collapsed'

export function KanbanView(props: ViewProps) {
  const { entity, view, state } = props
  const words = useMessages(kanbanMessages)
  const asked = useMemo(() => askedOf(entity, view, state), [entity, view, state])
  // As the server chooses where the view says nothing: stages before options.
  const field =
    asked.group ?? entity.fields.find((one) => one.pipeline) ?? entity.fields.find(isChoice)
  const pipeline = useMemo(
    () =>
      field?.pipeline ?? (field && isChoice(field) ? choiceColumns(field, words.noValue) : null),
    [field, words.noValue],
  )
  if (!pipeline) return <ErrorCard code={view.key}>{words.noPipeline}</ErrorCard>
  return <PipelineBoard key={pipeline.field} {...props} asked={asked} pipeline={pipeline} />
}

function PipelineBoard(props: ViewProps & { asked: Asked; pipeline: PipelinePlan }) {
  const { entity, view, state: address, openRecord, createRecord, asked, pipeline } = props
  const words = useMessages(kanbanMessages)
  const shared = useMessages(viewMessages)
  const phone = usePhone()
  const helpId = useId()
  const panelId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const board = useBoard(props)
  const { data } = board
  const [collapsed, toggle] = useCollapsed(collapsedKey(view, pipeline), pipeline.stages)
  const [tab, setTab] = useState(
    pipeline.isChoice ? (pipeline.stages[0]?.key ?? '') : pipeline.initial,
  )

  const plan = useMemo(
    () =>
      cardPlan(
        entity,
        entity.layout('card', view.card)?.items ?? [entity.title],
        pipeline.field,
        phone,
        dueField(entity, view),
      ),
    [entity, view, pipeline.field, phone],
  )
  const order = useMemo(
    () =>
      cardOrder(
        entity,
        asked.sort,
        data?.columns.find((column) => column.cards.length > 0)?.cards[0],
      ),
    [entity, asked.sort, data],
  )
  const control = useBoardControl({ entity, pipeline, data, collapsed, order, openRecord })
  const { mover, menuRow } = control
  const columns = data?.columns ?? []
  const shownBoard: BoardContext = {
    entity,
    pipeline,
    plan,
    state: control.state,
    focusId: control.focusId,
    wantsFocus: control.wantsFocus,
    canMove: control.canMove,
    actions: control.actions,
    verdict: control.verdict,
  }

  useEffect(() => {
    const element = scroller.current
    return element && data ? autoScrollForElements({ element }) : undefined
  }, [data])

  const shown = phone ? columns.filter((column) => column.key === tab) : columns
  const isEmpty = data !== undefined && columns.every((column) => column.cards.length === 0)
  return (
    <div className="flex h-full flex-col">
      <ViewToolbar
        {...props}
        count={data && totalCount(data)}
        total={
          data &&
          hasTotal(entity, view.measures) && (
            <BoardTotal entity={entity} data={data} measures={view.measures ?? []} />
          )
        }
      />
      {data && phone && (
        <StageTabs
          label={view.label}
          pipeline={pipeline}
          columns={columns}
          value={tab}
          panelId={panelId}
          onChange={setTab}
        />
      )}
      <p id={helpId} className="sr-only">
        {words.keysHelp}
      </p>
      {!data && !board.failed && <BoardSkeleton />}
      {board.failed && (
        <ProblemCard
          error={board.error}
          title={shared.loadFailed(view.label)}
          onRetry={board.retry}
        />
      )}
      {isEmpty && (address.q || address.filter || !phone) ? (
        <ViewEmpty {...props} />
      ) : (
        data && (
          <div
            id={panelId}
            role={phone ? 'tabpanel' : undefined}
            aria-label={phone ? pipeline.stageByKey.get(tab)?.label : undefined}
            className="flex min-h-0 grow"
          >
            <div
              ref={scroller}
              role="group"
              aria-label={words.board(view.label)}
              aria-busy={board.stale || undefined}
              className={cn(
                'flex min-h-0 min-w-0 grow gap-2.5 overflow-x-auto px-3 pt-3 transition-opacity duration-100 max-md:px-0 max-md:pt-0',
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
                    onAdd={
                      entity.can.create && stage.key === pipeline.initial
                        ? () => createRecord()
                        : undefined
                    }
                  />
                )
              })}
            </div>
          </div>
        )
      )}
      {menuRow && (
        <MoveMenu
          entity={entity}
          pipeline={pipeline}
          row={menuRow}
          onMove={(stage) => control.move(menuRow, stage)}
          onClose={control.closeMenu}
        />
      )}
      <MoveDialog entity={entity} pipeline={pipeline} mover={mover} />
    </div>
  )
}

/** What is closed on a board by other columns is closed there only. */
const collapsedKey = (view: ViewPlan, pipeline: PipelinePlan) =>
  pipeline.field === view.field ? view.key : `${view.key} ${pipeline.field}`
