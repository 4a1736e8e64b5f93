/** The rows of the list as a grid: groups, totals, boxes, and a field edited where it stands. */
import { type KeyboardEvent, type MouseEvent, useCallback, useMemo, useRef, useState } from 'react'
import { type Editing, Grid, type GridHandle } from '../../engines/grid/grid'
import { type GridColumn, nextSort } from '../../engines/grid/grid-columns'
import { type GridPlace, gridKey } from '../../engines/grid/grid-keys'
import { groupedLines, plainLines } from '../../engines/grid/grid-lines'
import { prepareEditor, usePreparedEditors } from '../../fields/field-editor'
import { titleText } from '../../fields/reference'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { Skeleton } from '../../ui/skeleton'
import { toast } from '../../ui/toaster'
import { type Asked } from '../asked'
import { CellEditor, type EditStep } from '../cells/cell-editor'
import { cellMessages } from '../cells/cell-messages'
import { ColumnMenu, headKey } from '../cells/column-menu'
import { groupHeads, groupKey } from '../cells/group-heads'
import { lockedWhy } from '../cells/locked'
import { MeasureCell } from '../cells/measure-cell'
import { useColumns } from '../cells/use-columns'
import { useStageMenu } from '../cells/use-stage-menu'
import { type ViewProps } from '../contract'
import { dueField } from '../due/due'
import { type RowWindow } from '../row-window'
import { type Selection } from '../selection/use-selection'
import { CountText } from '../view-toolbar'
import { ListCell } from './list-cell'
import { RowsTail } from './rows-tail'

interface ListGridProps extends ViewProps {
  asked: Asked
  list: RowWindow
  rowHeight: number
  selection: Selection
  onOpen: (index: number, newTab: boolean) => void
}

interface Session {
  id: string
  index: number
  column: number
  field: FieldPlan
}

const LEAD = 40

export function ListGrid(props: ListGridProps) {
  const { entity, view, setState, asked, list, selection, onOpen } = props
  const words = useMessages(cellMessages)
  const context = useLocale()
  const grid = useRef<GridHandle>(null)
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 })
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [sessions, setSessions] = useState<readonly Session[]>([])
  const stages = useStageMenu(entity, () => grid.current?.focus())
  const { groups, length, row: rowAt } = list
  const groupField = asked.group
  const isGrouped = groupField !== null && groups !== undefined
  const keyOf = (group: number) => groupKey(groups?.[group])
  const lines = useMemo(() => {
    if (!isGrouped) return plainLines(length)
    const sizes = groups.map(({ key, count }) => ({ key: JSON.stringify(key), count: count.value }))
    return groupedLines(sizes, length, closed)
  }, [isGrouped, groups, length, closed])
  const columns = useColumns(props, asked.columns)
  const { fields } = columns
  usePreparedEditors(fields.filter((field) => lockedWhy(entity, field, words) === null))
  const sort = asked.sort

  const rowOn = (line: number): number | null => {
    const at = line >= 0 && line < lines.count ? lines.at(line) : null
    return at?.kind === 'row' ? at.row : null
  }
  const go = (to: GridPlace) => {
    setPlace(to)
    grid.current?.show(to)
  }
  const toggleGroup = (group: number) => {
    const key = keyOf(group)
    const next = new Set(closed)
    if (!next.delete(key)) next.add(key)
    setClosed(next)
  }
  const edit = (index: number, column: number) => {
    const row = rowAt(index)
    const field = fields[column]
    if (!row || !field) return
    const why = lockedWhy(entity, field, words)
    if (why !== null) toast({ text: why })
    else if (field.pipeline) stages.open(row, field.pipeline)
    else if (!sessions.some((one) => one.id === row.id && one.field === field))
      setSessions([...sessions, { id: row.id, index, column, field }])
  }
  const canEdit = (column: number) => {
    const field = fields[column]
    return column > 0 && field !== undefined && lockedWhy(entity, field, words) === null
  }
  const leave = (session: Session, step: EditStep) => {
    grid.current?.focus()
    const line = lines.ofRow(session.index)
    const to = {
      stay: { row: line, column: session.column },
      down: { row: Math.min(line + 1, lines.count - 1), column: session.column },
      right: { row: line, column: Math.min(session.column + 1, fields.length - 1) },
      left: { row: line, column: Math.max(session.column - 1, 0) },
    }[step]
    go(to)
  }

  const openAt = ({ row: line, column }: GridPlace, ctrl: boolean) => {
    const at = lines.at(line)
    if (at.kind === 'group') toggleGroup(at.group)
    else if (column === 0 || ctrl) onOpen(at.row, ctrl)
    else edit(at.row, column)
  }
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const ctrl = event.ctrlKey || event.metaKey
    const isMenu = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')
    if (place.row < 0) {
      const to = headKey(event, place.column, columns, { view, setState, sort })
      const head = event.currentTarget.querySelector<HTMLElement>(
        `[role=columnheader][data-col="${place.column}"]`,
      )
      if (isMenu) head?.querySelector<HTMLElement>('[data-column-menu]')?.click()
      if (to !== null || isMenu) {
        event.preventDefault()
        if (to !== null && to !== place.column) go({ row: -1, column: to })
        return
      }
    }
    if (event.altKey) return
    const size = {
      rows: lines.count,
      columns: fields.length,
      page: grid.current?.page() ?? 10,
      head: true,
    }
    const index = rowOn(place.row)
    const row = index === null ? undefined : rowAt(index)
    const here = place.row >= 0 && place.row < lines.count ? lines.at(place.row) : null
    if (here?.kind === 'group' && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      event.preventDefault()
      if (closed.has(keyOf(here.group)) === (event.key === 'ArrowRight')) toggleGroup(here.group)
      return
    }
    if (row && index !== null && !ctrl) {
      if (event.key === 'F2') edit(index, place.column)
      else if (event.key === ' ') props.openRecord(row.id, 'peek')
      else if (event.key.toLowerCase() === 'x') selection.toggle(row.id, event.shiftKey)
      else if (event.key === 'Escape' && selection.ids.length > 0) selection.clear()
      if (['F2', ' ', 'x', 'X', 'Escape'].includes(event.key)) return event.preventDefault()
    }
    const result = gridKey(place, { key: event.key, ctrl }, size)
    if (!result) return
    event.preventDefault()
    if ('to' in result) go(result.to)
    else if (place.row >= 0) openAt(place, ctrl)
  }
  const onPress = (at: GridPlace, event: MouseEvent<HTMLDivElement>) => {
    const isSelecting = window.getSelection()?.isCollapsed === false // the person is copying text
    if (isSelecting || (event.target instanceof Element && event.target.closest('[data-lead]')))
      return
    setPlace(at)
    const line = lines.at(at.row)
    const ctrl = event.ctrlKey || event.metaKey
    if (line.kind === 'group') toggleGroup(line.group)
    else if (!ctrl && canEdit(at.column)) edit(line.row, at.column)
    else onOpen(line.row, ctrl)
  }

  const due = dueField(entity, view)
  const cell = useCallback(
    (index: number, column: GridColumn) => {
      const row = rowAt(index)
      const field = entity.fieldByName.get(column.key)
      if (!row) return <Skeleton className="h-3 w-2/3" />
      return field ? (
        <ListCell
          row={row}
          field={field}
          isTitle={field.name === entity.title}
          dueOf={field === due ? entity : undefined}
        />
      ) : null
    },
    [rowAt, entity, due],
  )
  const look = useCallback(
    (_: number, column: GridColumn, index: number) => {
      const field = entity.fieldByName.get(column.key)
      const isLocked = !field || lockedWhy(entity, field, words) !== null
      if (isLocked) return { readonly: true, className: index === 0 ? 'cursor-pointer' : undefined }
      return index === 0
        ? { className: 'cursor-pointer' }
        : { className: 'hover:outline-1 hover:-outline-offset-1 hover:outline-strong' }
    },
    [entity, words],
  )
  const box = useCallback(
    (index: number) => {
      const row = rowAt(index)
      return row ? (
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={words.select(titleText(row[entity.title], context))}
          checked={selection.has(row.id)}
          onChange={() => undefined}
          onClick={(event) => selection.toggle(row.id, event.shiftKey)}
          className="size-4 accent-(--accent)"
        />
      ) : null
    },
    [rowAt, entity, selection, words, context],
  )
  const editing = sessions.map((session): Editing => {
    const index = rowAt(session.index)?.id === session.id ? session.index : findIndex(list, session)
    const row = rowAt(index)
    const drop = () => setSessions((all) => all.filter((one) => one !== session))
    return {
      place: { row: lines.ofRow(index), column: fields.indexOf(session.field) },
      editor: row ? (
        <CellEditor
          entity={entity}
          row={row}
          field={session.field}
          onLeave={(step) => leave(session, step)}
          onDone={drop}
        />
      ) : null,
    }
  })
  return (
    <>
      <Grid
        handle={grid}
        label={view.label}
        columns={columns.columns}
        lines={lines}
        total={list.isWhole ? length : null}
        rowHeight={props.rowHeight}
        rowKey={(index) => rowAt(index)?.id ?? `at-${index}`}
        cell={cell}
        look={look}
        hue={(index) => rowAt(index)?.$color ?? null}
        place={{ ...place, row: Math.min(place.row, Math.max(lines.count - 1, 0)) }}
        editing={editing}
        sort={sort}
        onSort={(column) => setState({ sort: nextSort(sort, column, view.sort ?? null) })}
        onResize={columns.resize}
        onMove={columns.move}
        menu={(column, index) => (
          <ColumnMenu {...{ view, setState, column, index, columns, asked }} />
        )}
        onKey={onKey}
        onPress={onPress}
        onPointer={(at) => {
          const field = fields[at.column]
          if (field) prepareEditor(field.editor)
        }}
        onSight={(first, last) => {
          const rows = [first, last].map((line) => Math.max(0, rowOn(line) ?? rowOn(line + 1) ?? 0))
          list.show(rows[0] ?? 0, rows[1] ?? 0)
        }}
        group={groupHeads(entity, view, groupField, groups, closed)}
        lead={{
          width: LEAD,
          head: (
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={words.selectAll}
              checked={selection.state === 'all'}
              ref={(node) => {
                if (node) node.indeterminate = selection.state === 'some'
              }}
              onChange={selection.togglePage}
              className="size-4 accent-(--accent)"
            />
          ),
          cell: box,
        }}
        isSelected={(index) => selection.has(rowAt(index)?.id ?? '')}
        foot={(column, index) => {
          const field = entity.fieldByName.get(column.key)
          if (!field) return null
          if (index === 0) return list.count && <CountText count={list.count} entity={entity} />
          return <MeasureCell field={field} measures={view.measures} values={list.measures} />
        }}
        marked={props.state.record ?? null}
        tail={<RowsTail list={list} />}
      />
      {stages.node}
    </>
  )
}

/** Where a row went after the list was read again; where it was, when it is not here. */
function findIndex(list: RowWindow, { id, index }: Session): number {
  for (let away = 1; away < 400; away += 1) {
    if (list.row(index - away)?.id === id) return index - away
    if (list.row(index + away)?.id === id) return index + away
  }
  return index
}
