/** The list: toolbar, grid, totals. On a phone the rows are short cards. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { useNavigation } from '../../client/navigation'
import { useMessages } from '../../i18n/locale-context'
import { leaveTrail } from '../../record/trail'
import { cn } from '../../ui/cn'
import { ProblemCard } from '../../ui/error-card'
import { useHotkey } from '../../ui/hotkeys'
import { askedOf } from '../asked'
import { askedRows, withoutBoardColumns } from '../asked-rows'
import { type ViewProps } from '../contract'
import { useRowWindow } from '../row-window'
import { useRowsTotal } from '../rows-total'
import { SelectionBar } from '../selection/selection-bar'
import { useSelection } from '../selection/use-selection'
import { usePhone } from '../use-phone'
import { ViewEmpty } from '../view-empty'
import { viewMessages } from '../view-messages'
import { ViewToolbar } from '../view-toolbar'
import { ROW_HEIGHT } from './density'
import { ListCards } from './list-cards'
import { ListGrid } from './list-grid'
import { RowsSkeleton } from './list-skeleton'

export function ListView(props: ViewProps) {
  const { entity, view, state, openRecord } = props
  const words = useMessages(viewMessages)
  const phone = usePhone()
  const client = useQueryClient()
  const { recordHref } = useNavigation()
  const asked = useMemo(() => {
    const rows = withoutBoardColumns(askedOf(entity, view, state), view, state)
    return askedRows(rows, [entity.title, ...rows.columns.map((field) => field.name)])
  }, [entity, view, state])
  const list = useRowWindow(props, asked)
  const { count, status, length } = list
  const selection = useSelection(list.loaded, `${asked.filter ?? ''}|${state.q ?? ''}`)
  const total = useRowsTotal(entity, view, list.measures)

  const open = (index: number, newTab = false) => {
    const row = list.row(index)
    if (!row) return
    leaveTrail(
      client,
      entity.name,
      list.loaded.map((one) => one.id),
      count,
    )
    if (newTab) window.open(recordHref(entity.name, row.id), '_blank', 'noopener')
    else openRecord(row.id, 'page')
  }
  const body = useRef<HTMLDivElement>(null)
  useHotkey({ keys: 'j', label: words.keyRows, group: entity.labelPlural }, () =>
    body.current?.querySelector<HTMLElement>('[role=grid], [role=treegrid], ul a')?.focus(),
  )
  const isFilled = status === 'ready' && length > 0
  return (
    <div className="relative flex h-full flex-col">
      <ViewToolbar {...props} asked={asked} count={count} total={total} />
      <div
        ref={body}
        className={cn('min-h-0 grow transition-opacity duration-100', list.stale && 'opacity-60')}
        aria-busy={list.stale || undefined}
      >
        {status === 'loading' && <RowsSkeleton />}
        {status === 'failed' && (
          <ProblemCard
            error={list.error}
            title={words.loadFailed(view.label)}
            onRetry={list.retry}
          />
        )}
        {status === 'ready' && length === 0 && <ViewEmpty {...props} />}
        {isFilled && phone && (
          <ListCards
            entity={entity}
            view={view}
            columns={asked.columns}
            list={list}
            onOpen={open}
            label={view.label}
          />
        )}
        {isFilled && !phone && (
          <ListGrid
            {...props}
            key={`${state.q ?? ''}|${state.filter ?? ''}|${state.sort ?? ''}|${asked.group?.name ?? ''}`}
            asked={asked}
            list={list}
            rowHeight={ROW_HEIGHT[view.density ?? 'normal']}
            selection={selection}
            onOpen={open}
          />
        )}
      </div>
      {!phone && (
        <SelectionBar
          entity={entity}
          view={view}
          state={state}
          openRecord={openRecord}
          asked={asked}
          selection={selection}
          rows={list.loaded}
          count={count}
        />
      )}
    </div>
  )
}
