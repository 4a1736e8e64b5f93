/** The grid: toolbar, cards, what can be done with those that are selected. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type Row } from '../../meta/wire'
import { canMoveCards } from '../../record/move-verdict'
import { leaveTrail } from '../../record/trail'
import { cn } from '../../ui/cn'
import { ProblemCard } from '../../ui/error-card'
import { askedOf } from '../asked'
import { askedRows } from '../asked-rows'
import { type ViewProps } from '../contract'
import { MoveLayer } from '../move-layer'
import { useRowsTotal } from '../rows-total'
import { SelectionBar } from '../selection/selection-bar'
import { useSelection } from '../selection/use-selection'
import { usePhone } from '../use-phone'
import { useRows } from '../use-rows'
import { ViewEmpty } from '../view-empty'
import { viewMessages } from '../view-messages'
import { ViewToolbar } from '../view-toolbar'
import { GridCards } from './grid-cards'
import { gridFields, gridPlan } from './grid-plan'
import { GridCardsSkeleton } from './grid-skeleton'

export function GridView(props: ViewProps) {
  const { entity, view, state, openRecord } = props
  const words = useMessages(viewMessages)
  const client = useQueryClient()
  const phone = usePhone()
  const [moving, setMoving] = useState<Row | null>(null)
  const asked = useMemo(() => askedOf(entity, view, state), [entity, view, state])
  const plan = useMemo(
    () => gridPlan(entity, view, state, asked, phone),
    [entity, view, state, asked, phone],
  )
  const list = useRows(props, askedRows(asked, gridFields(entity, plan)))
  const { rows, count, status } = list
  const selection = useSelection(rows, `${asked.filter ?? ''}|${state.q ?? ''}`)
  const total = useRowsTotal(entity, view, list.measures)
  const pipeline = plan.stage?.pipeline ?? null
  const open = (row: Row, mode: 'page' | 'peek') => {
    const ids = rows.map((one) => one.id)
    leaveTrail(client, entity.name, ids, count)
    openRecord(row.id, mode)
  }
  return (
    <div className="relative flex h-full flex-col">
      <ViewToolbar {...props} asked={asked} count={count} total={total} />
      <div
        aria-busy={list.stale || undefined}
        className={cn(
          'flex min-h-0 grow flex-col transition-opacity duration-100',
          list.stale && 'opacity-60',
        )}
      >
        {status === 'loading' && <GridCardsSkeleton />}
        {status === 'failed' && (
          <ProblemCard
            error={list.error}
            title={words.loadFailed(view.label)}
            onRetry={list.retry}
          />
        )}
        {status === 'ready' && rows.length === 0 && <ViewEmpty {...props} />}
        {status === 'ready' && rows.length > 0 && (
          <GridCards
            entity={entity}
            view={view}
            plan={plan}
            list={list}
            group={asked.group}
            selection={selection}
            marked={state.record ?? null}
            onOpen={(row) => open(row, 'page')}
            onPeek={(row) => open(row, 'peek')}
            onMove={pipeline && canMoveCards(entity, pipeline) ? setMoving : null}
          />
        )}
      </div>
      <SelectionBar
        entity={entity}
        view={view}
        state={state}
        openRecord={openRecord}
        asked={asked}
        selection={selection}
        rows={rows}
        count={count}
      />
      {pipeline && (
        <MoveLayer
          entity={entity}
          pipeline={pipeline}
          row={moving}
          onClose={() => setMoving(null)}
        />
      )}
    </div>
  )
}
