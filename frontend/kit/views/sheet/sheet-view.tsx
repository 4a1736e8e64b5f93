/** The sheet: toolbar and cells to be filled. On a phone its records are cards, and it says so. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { leaveTrail } from '../../record/trail'
import { cn } from '../../ui/cn'
import { ProblemCard } from '../../ui/error-card'
import { useHotkey } from '../../ui/hotkeys'
import { askedOf } from '../asked'
import { askedRows, withoutBoardColumns } from '../asked-rows'
import { type ViewProps } from '../contract'
import { ROW_HEIGHT } from '../list/density'
import { ListCards } from '../list/list-cards'
import { RowsSkeleton } from '../list/list-skeleton'
import { useRowWindow } from '../row-window'
import { useRowsTotal } from '../rows-total'
import { SelectionBar } from '../selection/selection-bar'
import { useSelection } from '../selection/use-selection'
import { usePhone } from '../use-phone'
import { ViewEmpty } from '../view-empty'
import { viewMessages } from '../view-messages'
import { ViewToolbar } from '../view-toolbar'
import { SheetGrid } from './sheet-grid'
import { sheetMessages } from './sheet-messages'

export function SheetView(props: ViewProps) {
  const { entity, view, state, openRecord } = props
  const words = useMessages(viewMessages)
  const sheet = useMessages(sheetMessages)
  const phone = usePhone()
  const client = useQueryClient()
  const asked = useMemo(() => {
    const rows = withoutBoardColumns(askedOf(entity, view, state), view, state)
    return askedRows(rows, [entity.title, ...rows.columns.map((field) => field.name)])
  }, [entity, view, state])
  const list = useRowWindow(props, asked)
  const { count, status, length } = list
  const selection = useSelection(list.loaded, `${asked.filter ?? ''}|${state.q ?? ''}`)
  const total = useRowsTotal(entity, view, list.measures)
  const open = (index: number) => {
    const row = list.row(index)
    if (!row) return
    const ids = list.loaded.map((one) => one.id)
    leaveTrail(client, entity.name, ids, count)
    openRecord(row.id, phone ? 'page' : 'peek')
  }
  const body = useRef<HTMLDivElement>(null)
  useHotkey({ keys: 'j', label: words.keyRows, group: entity.labelPlural }, () =>
    body.current?.querySelector<HTMLElement>('[role=grid], [role=treegrid], ul a')?.focus(),
  )
  const isFiltered = Boolean(state.q || state.filter)
  /** An empty sheet can be filled: its first row is the one to begin with. */
  const isSheet = length > 0 || (entity.can.create && !isFiltered && !phone)
  return (
    <div className="relative flex h-full flex-col">
      <ViewToolbar {...props} asked={asked} count={count} total={total} />
      {phone && (
        <p className="border-b border-line bg-surface-2 px-4 py-2 text-meta text-fg-2">
          {sheet.phone}
        </p>
      )}
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
        {status === 'ready' && !isSheet && <ViewEmpty {...props} />}
        {status === 'ready' && isSheet && phone && (
          <ListCards
            entity={entity}
            view={view}
            columns={asked.columns}
            list={list}
            onOpen={open}
            label={view.label}
          />
        )}
        {status === 'ready' && isSheet && !phone && (
          <SheetGrid
            {...props}
            asked={asked}
            list={list}
            rowHeight={ROW_HEIGHT[view.density ?? 'compact']}
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
