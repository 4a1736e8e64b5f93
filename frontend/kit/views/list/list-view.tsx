/** The list: toolbar, grid, count. On a phone the rows are short cards. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef } from 'react'
import { useNavigation } from '../../client/navigation'
import { Grid } from '../../engines/grid/grid'
import { type GridColumn, nextSort } from '../../engines/grid/grid-columns'
import { columnOf } from '../../fields/field-column'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { leaveTrail } from '../../record/trail'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { ProblemCard } from '../../ui/error-card'
import { useHotkey } from '../../ui/hotkeys'
import { Kbd } from '../../ui/kbd'
import { Menu, MenuGroup, MenuRadio } from '../../ui/menu'
import { type ViewProps } from '../contract'
import { usePhone } from '../use-phone'
import { ViewEmpty } from '../view-empty'
import { viewMessages } from '../view-messages'
import { CountText, ViewToolbar } from '../view-toolbar'
import { type Density, ROW_HEIGHT, useDensity } from './density'
import { ListCards } from './list-cards'
import { ListCell } from './list-cell'
import { RowsSkeleton } from './list-skeleton'
import { ListTail } from './list-tail'
import { useListRows } from './use-list-rows'

export function ListView(props: ViewProps) {
  const { entity, view, state, setState, openRecord } = props
  const words = useMessages(viewMessages)
  const { locale } = useLocale()
  const phone = usePhone()
  const [density, setDensity] = useDensity()
  const client = useQueryClient()
  const { recordHref } = useNavigation()
  const list = useListRows(props)
  const { rows, count, status } = list

  const fields = useMemo(() => {
    const named = view.columns?.length
      ? view.columns
      : [entity.title, ...entity.fields.slice(0, 7).map((field) => field.name)]
    return [...new Set(named)].flatMap((name) => entity.fieldByName.get(name) ?? [])
  }, [entity, view.columns])
  const columns = useMemo(
    () =>
      fields.map((field, index) =>
        columnOf(field, locale, index === 0 || field.name === entity.title),
      ),
    [fields, locale, entity.title],
  )
  const open = useCallback(
    (index: number, newTab = false) => {
      const row = rows[index]
      if (!row) return
      leaveTrail(
        client,
        entity.name,
        rows.map((one) => one.id),
        count,
      )
      if (newTab) window.open(recordHref(entity.name, row.id), '_blank', 'noopener')
      else openRecord(row.id, 'page')
    },
    [rows, count, client, entity.name, openRecord, recordHref],
  )
  const cell = useCallback(
    (index: number, column: GridColumn) => {
      const row = rows[index]
      const field = entity.fieldByName.get(column.key)
      return row && field ? (
        <ListCell row={row} field={field} isTitle={field.name === entity.title} />
      ) : null
    },
    [rows, entity],
  )
  const body = useRef<HTMLDivElement>(null)
  useHotkey({ keys: 'j', label: words.keyRows, group: entity.labelPlural }, () =>
    body.current?.querySelector<HTMLElement>('[role=grid], ul a')?.focus(),
  )
  const tail = <ListTail list={list} />
  return (
    <div className="flex h-full flex-col">
      <ViewToolbar {...props} count={count}>
        <Menu
          trigger={
            <Button variant="ghost" icon="settings-2" className="max-md:hidden">
              {words.display}
            </Button>
          }
        >
          <MenuGroup label={words.density}>
            <MenuRadio<Density>
              label={words.density}
              value={density}
              onChange={setDensity}
              items={[
                { key: 'compact', label: words.compact },
                { key: 'normal', label: words.normal },
                { key: 'relaxed', label: words.relaxed },
              ]}
            />
          </MenuGroup>
        </Menu>
      </ViewToolbar>
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
        {status === 'ready' && rows.length === 0 && <ViewEmpty {...props} />}
        {status === 'ready' && rows.length > 0 && phone && (
          <ListCards
            entity={entity}
            columns={fields}
            rows={rows}
            onOpen={open}
            onNearEnd={list.loadMore}
            tail={tail}
            label={view.label}
          />
        )}
        {status === 'ready' && rows.length > 0 && !phone && (
          <Grid
            key={`${state.q ?? ''}|${state.filter ?? ''}|${state.sort ?? ''}`}
            label={view.label}
            columns={columns}
            rows={rows.length}
            total={count && !count.capped ? count.value : null}
            rowHeight={ROW_HEIGHT[density]}
            rowKey={(index) => rows[index]?.id ?? ''}
            cell={cell}
            sort={state.sort ?? view.sort ?? null}
            onSort={(column) =>
              setState({
                sort: nextSort(state.sort ?? view.sort ?? null, column, view.sort ?? null),
              })
            }
            onOpen={open}
            onNearEnd={list.loadMore}
            marked={state.record ?? null}
            tail={tail}
          />
        )}
      </div>
      {status === 'ready' && rows.length > 0 && (
        <footer className="num flex h-8.5 shrink-0 items-center justify-between border-t border-line bg-surface-2 px-4 text-meta text-fg-2 max-md:hidden">
          {count ? <CountText count={count} entity={entity} /> : <span />}
          <span className="flex items-center gap-1.5 text-fg-3">
            <Kbd>J</Kbd>
            <Kbd>K</Kbd> {words.keysMove}
            <Kbd className="ml-2">Enter</Kbd> {words.keysOpen}
          </span>
        </footer>
      )}
    </div>
  )
}
