/** The sheet itself: one cell has the focus, a range may reach from it, every key does what spreadsheets do. */
import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react'
import { type Editing, Grid, type GridHandle } from '../../engines/grid/grid'
import { nextSort } from '../../engines/grid/grid-columns'
import { type GridPlace } from '../../engines/grid/grid-keys'
import { columnsIn, isOneCell, nextInRange, rectOf, rowsIn } from '../../engines/grid/grid-range'
import { prepareEditor, usePreparedEditors } from '../../fields/field-editor'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { toast } from '../../ui/toaster'
import { announce } from '../../ui/visually-hidden'
import { type Asked } from '../asked'
import { cellMessages } from '../cells/cell-messages'
import { ColumnMenu, headKey } from '../cells/column-menu'
import { groupHeads, groupKey } from '../cells/group-heads'
import { lockedWhy } from '../cells/locked'
import { MeasureCell } from '../cells/measure-cell'
import { useColumns } from '../cells/use-columns'
import { useStageMenu } from '../cells/use-stage-menu'
import { type ViewProps } from '../contract'
import { RowsTail } from '../list/rows-tail'
import { type RowWindow } from '../row-window'
import { type Selection } from '../selection/use-selection'
import { CountText } from '../view-toolbar'
import { isTypedOver, readCell } from './cell-text'
import { faultPlaces, nextPlace } from './fault-places'
import { FocusedNew, FocusedSaved } from './focused-fault'
import { rangeSum } from './range-sum'
import { SheetEditor, type SheetStep } from './sheet-editor'
import { nextCell, type SheetPress, sheetKey } from './sheet-keys'
import { sheetMessages } from './sheet-messages'
import { SheetStatus } from './sheet-status'
import { useNewRows } from './use-new-rows'
import { type CellFault, useSheetCells } from './use-sheet-cells'
import { useSheetClipboard } from './use-sheet-clipboard'
import { useSheetDrawing } from './use-sheet-drawing'
import { useSheetEdits } from './use-sheet-edits'
import { useSheetRows } from './use-sheet-rows'
import { useUnsaved } from './use-unsaved'

interface SheetGridProps extends ViewProps {
  asked: Asked
  list: RowWindow
  rowHeight: number
  selection: Selection
  onOpen: (index: number) => void
}

interface Edited {
  index: number
  column: number
  value: unknown
  typed?: string
}

const LEAD = 52
const START: GridPlace = { row: 0, column: 0 }
const NONE_CLOSED: ReadonlySet<string> = new Set()

export function SheetGrid(props: SheetGridProps) {
  const { entity, view, setState, asked, list, selection } = props
  const words = useMessages(sheetMessages)
  const reasons = useMessages(cellMessages)
  const context = useLocale()
  const hintId = useId()
  const grid = useRef<GridHandle>(null)
  const [place, setPlace] = useState(START)
  const [end, setEnd] = useState(START)
  const [closed, setClosed] = useState(NONE_CLOSED)
  const [edited, setEdited] = useState<Edited | null>(null)
  const stages = useStageMenu(entity, () => grid.current?.focus())
  /** Escape was pressed with nothing to give up: the next Tab leaves the sheet. */
  const isFree = useRef(false)
  const columns = useColumns(props, asked.columns)
  const { fields } = columns
  usePreparedEditors(fields.filter((field) => lockedWhy(entity, field, reasons) === null))
  const scope = JSON.stringify([asked.query.search, asked.filter, asked.sort, asked.group?.name])
  const [seen, setSeen] = useState(scope)
  if (seen !== scope) {
    // Other rows: the focus begins anew, what was not saved is kept.
    setSeen(scope)
    setPlace(START)
    setEnd(START)
    setEdited(null)
  }
  const cells = useSheetCells(entity)
  const created = useNewRows(entity, fields, cells.remember)
  const { groups } = list
  const groupField = asked.group
  const isGrouped = groupField !== null && groups !== undefined
  const rows = useSheetRows(list, created.rows, cells, isGrouped, closed)
  const { lines, row: rowAt } = rows
  const edits = useSheetEdits(entity, fields, rows, cells, created)
  const last = Math.max(0, lines.count - 1)
  const at = { ...place, row: Math.min(place.row, last) }
  const reach = { ...end, row: Math.min(end.row, last) }
  const rect = rectOf(
    { ...at, row: Math.max(0, at.row) },
    { ...reach, row: Math.max(0, reach.row) },
  )
  const size = { rows: lines.count, columns: fields.length, page: 10, head: true }

  const go = (to: GridPlace) => {
    setPlace(to)
    setEnd(to)
    grid.current?.show(to)
    const index = to.row < 0 ? null : rows.rowOn(to.row)
    created.settle(index === null ? null : rows.newAt(index))
    const row = index === null ? undefined : rowAt(index)
    const field = fields[to.column]
    const fault = row && field && cells.faultOf(row.id, field.name)
    if (fault) announce(fault.message)
  }
  const extend = (to: GridPlace) => {
    setEnd(to)
    grid.current?.show(to)
    const next = rectOf(at, to)
    announce(words.range(rowsIn(next), columnsIn(next)))
  }
  /** `room`: lines that are about to come. */
  const step = (by: 'row' | 'column', back: boolean, room = 0): boolean => {
    if (!isOneCell(rect)) {
      const to = nextInRange(rect, at, by, back)
      setPlace(to)
      // The range stays: its other corner does.
      setEnd(
        to.row === rect.top && to.column === rect.left
          ? { row: rect.bottom, column: rect.right }
          : end,
      )
      grid.current?.show(to)
      return true
    }
    const to = nextCell(at, by, back, { ...size, rows: size.rows + room })
    if (to) go(to)
    return to !== null
  }

  const edit = ({ row: line, column }: GridPlace, typed?: string) => {
    const index = rows.rowOn(line)
    const field = fields[column]
    if (index === null || !field) return
    const row = rowAt(index)
    if (!row) return
    const why = edits.lockedWhy(index, field)
    if (why !== null) {
      toast({ text: why })
      announce(why)
    } else if (field.pipeline) stages.open(row, field.pipeline)
    else {
      const kept = cells.faultOf(row.id, field.name)
      setEdited({ index, column, typed, value: kept ? kept.value : (row[field.name] ?? null) })
    }
  }
  const commit = (value: unknown, to: SheetStep) => {
    const field = edited && fields[edited.column]
    setEdited(null)
    grid.current?.focus()
    if (!edited || !field) return
    edits.set(edited.index, rowAt(edited.index), field, value)
    // Filling in the last new row makes room for another.
    const room = rows.newAt(edited.index) === null ? 0 : 1
    if (to === 'down' || to === 'up') step('column', to === 'up', room)
    if (to === 'right' || to === 'left') step('row', to === 'left', room)
  }
  const toggleGroup = (group: number) => {
    const key = groupKey(groups?.[group])
    const next = new Set(closed)
    if (!next.delete(key)) next.add(key)
    setClosed(next)
  }

  const onClipboard = useSheetClipboard({
    fields,
    rect,
    rowsOf: (range) => {
      const found = rows.inRange(range)
      return Array.isArray(found)
        ? found.map(({ row }) => row)
        : found.then((all) => all.map(({ row }) => row))
    },
    onPaste: (plan, valueOf, textOf) => {
      edits.paste(plan, valueOf, textOf)
      setPlace({ row: plan.rect.top, column: plan.rect.left })
      setEnd({ row: plan.rect.bottom, column: plan.rect.right })
    },
    onCut: () => edits.clear(rect),
  })

  const onHeadKey = (event: KeyboardEvent<HTMLDivElement>): boolean => {
    if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      event.currentTarget
        .querySelector<HTMLElement>(
          `[role=columnheader][data-col="${at.column}"] [data-column-menu]`,
        )
        ?.click()
      return true
    }
    const to = headKey(event, at.column, columns, { view, setState, sort: asked.sort })
    if (to !== null && to !== at.column) go({ row: -1, column: to })
    return to !== null
  }
  /** The editor is on its way and has no focus yet: what is typed goes into it, Enter and Tab save it. */
  const onEarlyKey = ({ key, ctrl, shift }: SheetPress): boolean => {
    const field = edited && fields[edited.column]
    if (!edited || !field || edited.typed === undefined || ctrl || !isTypedOver(field)) return false
    if ([...key].length === 1) setEdited({ ...edited, typed: edited.typed + key })
    else if (key === 'Escape') setEdited(null)
    else if (key === 'Enter') commit(readCell(edited.typed, field, context), shift ? 'up' : 'down')
    else if (key === 'Tab') commit(readCell(edited.typed, field, context), shift ? 'left' : 'right')
    else return false
    return true
  }
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const ctrl = event.ctrlKey || event.metaKey
    const wasFree = isFree.current
    isFree.current = false
    if (at.row < 0 && onHeadKey(event)) return event.preventDefault()
    if (event.nativeEvent.isComposing) return
    const isTyped = event.getModifierState('AltGraph')
    const press = {
      key: event.key,
      ctrl: ctrl && !isTyped,
      shift: event.shiftKey,
      alt: event.altKey && !isTyped,
    }
    if (edited && onEarlyKey(press)) return event.preventDefault()
    const full = { ...size, page: grid.current?.page() ?? 10 }
    const action = sheetKey(at, reach, press, full)
    if (!action) return
    const head = at.row >= 0 ? lines.at(at.row) : null
    if (head?.kind === 'group' && (action.kind === 'edit' || action.kind === 'open')) {
      toggleGroup(head.group)
      return event.preventDefault()
    }
    const passes =
      (action.kind === 'next' && action.by === 'row' && (wasFree || !step('row', action.back))) ||
      (action.kind === 'undo' && !cells.undo())
    if (passes) return
    event.preventDefault()
    event.stopPropagation()
    switch (action.kind) {
      case 'move':
        return go(action.to)
      case 'extend':
        return extend(action.to)
      case 'edit':
        return at.row < 0 ? undefined : edit(at, action.typed)
      case 'next':
        if (action.by === 'column') step('column', action.back)
        return
      case 'clear':
        return edits.clear(rect)
      case 'fill':
        return edits.fill(rect)
      case 'all':
        setPlace({ row: 0, column: 0 })
        return setEnd({ row: Math.max(0, list.length - 1), column: fields.length - 1 })
      case 'line':
        setPlace({ row: rect.top, column: 0 })
        return extend({ row: rect.bottom, column: fields.length - 1 })
      case 'column':
        setPlace({ row: 0, column: rect.left })
        return setEnd({ row: Math.max(0, list.length - 1), column: rect.right })
      case 'open': {
        const index = rows.rowOn(at.row)
        if (index !== null && rows.newAt(index) === null) props.onOpen(index)
        return
      }
      case 'escape':
        isFree.current = isOneCell(rect)
        setEnd(at)
        return
      case 'undo':
        return
    }
  }
  const onPointer = (to: GridPlace, event: PointerEvent<HTMLDivElement>) => {
    const { target } = event
    if (event.button > 0 || !(target instanceof Element)) return
    if (target.closest('[data-slot=cell-editor], [data-slot=cell-fault], input')) return
    const line = lines.at(to.row)
    if (line.kind === 'group') return
    const field = fields[to.column]
    if (field) prepareEditor(field.editor)
    const isLead = target.closest('[data-lead]') !== null
    const corner = isLead ? { ...to, column: fields.length - 1 } : to
    if (event.type === 'pointermove' || event.shiftKey) {
      if (corner.row !== reach.row || corner.column !== reach.column) setEnd(corner)
      return
    }
    go(to)
    if (isLead) setEnd(corner)
  }

  const { faultOf } = cells
  const newRows = created.rows
  const drawing = useSheetDrawing(entity, view, fields, rowAt, faultOf, newRows, selection)

  const editing: Editing[] = []
  const editedField = edited && fields[edited.column]
  if (edited && editedField) {
    editing.push({
      place: { row: lines.ofRow(edited.index), column: edited.column },
      editor: (
        <SheetEditor
          field={editedField}
          value={edited.value}
          typed={edited.typed}
          onCommit={commit}
          onCancel={() => {
            setEdited(null)
            grid.current?.focus()
          }}
        />
      ),
    })
  } else if (at.row >= 0) {
    const index = rows.rowOn(at.row)
    const row = index === null ? undefined : rowAt(index)
    const field = fields[at.column]
    const fault = row && field && faultOf(row.id, field.name)
    const fresh = index === null ? null : rows.newAt(index)
    const one = fresh === null ? undefined : newRows[fresh]
    const own = one && field ? (one.faults[field.name] ?? one.faults['']) : undefined
    if (fault) {
      const move = ({ row: of, field: { pipeline } }: CellFault) =>
        pipeline && stages.open(of, pipeline)
      editing.push({ place: at, editor: <FocusedSaved {...{ fault, cells }} onMove={move} /> })
    } else if (own !== undefined && one && fresh !== null && field) {
      const { createRecord } = props
      const shown = { one, at: fresh, field, message: own, created, createRecord }
      editing.push({ place: at, editor: <FocusedNew {...shown} /> })
    }
  }
  const goToFault = () => {
    const next = nextPlace(faultPlaces(fields, list, lines, cells.faults, newRows), at)
    if (next) go(next)
    grid.current?.focus()
  }
  const lineRow = (line: number): Row | undefined => {
    const index = rows.rowOn(line)
    return index === null ? undefined : rowAt(index)
  }
  const isRefused = ({ id }: Row, { name }: FieldPlan) =>
    faultOf(id, name) !== undefined ||
    newRows.some(({ row, faults }) => row.id === id && faults[name] !== undefined)
  const faultCount =
    cells.faults.length + newRows.filter((one) => Object.keys(one.faults).length > 0).length
  useUnsaved(faultCount > 0 || cells.pending > 0 || newRows.length > 1)
  return (
    <div
      className="flex h-full flex-col"
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget))
          created.settle(null)
      }}
    >
      <p id={hintId} className="sr-only">
        {words.hint}
      </p>
      <div className="min-h-0 grow">
        <Grid
          key={scope}
          handle={grid}
          label={view.label}
          describedBy={hintId}
          columns={columns.columns}
          lines={lines}
          total={list.isWhole ? list.length : null}
          rowHeight={props.rowHeight}
          rowKey={(index) => rowAt(index)?.id ?? `at-${index}`}
          cell={drawing.cell}
          look={drawing.look}
          hue={(index) => rowAt(index)?.$color ?? null}
          place={at}
          range={isOneCell(rect) ? null : rect}
          editing={editing}
          sort={asked.sort}
          onSort={(column) => setState({ sort: nextSort(asked.sort, column, view.sort ?? null) })}
          onResize={columns.resize}
          onMove={columns.move}
          menu={(column, index) => (
            <ColumnMenu {...{ view, setState, column, index, columns, asked }} />
          )}
          onKey={onKey}
          onPress={(to, event) => {
            const line = lines.at(to.row)
            if (line.kind === 'group') toggleGroup(line.group)
            else if (event.detail === 2) edit(to)
          }}
          onPointer={onPointer}
          onClipboard={onClipboard}
          onSight={(...sight) => {
            const numbers = sight.map((line) =>
              Math.max(0, rows.rowOn(line) ?? rows.rowOn(line + 1) ?? 0),
            )
            list.show(numbers[0] ?? 0, numbers[1] ?? 0)
          }}
          group={groupHeads(entity, view, groupField, groups, closed)}
          lead={{
            width: LEAD,
            head: (
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={reasons.selectAll}
                checked={selection.state === 'all'}
                onChange={selection.togglePage}
                className="size-4 accent-(--accent)"
              />
            ),
            cell: drawing.lead,
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
          className="select-none"
        />
      </div>
      <SheetStatus
        pending={cells.pending}
        faults={faultCount}
        hasSaved={cells.hasSaved}
        rows={rowsIn(rect)}
        columns={columnsIn(rect)}
        sum={isOneCell(rect) ? null : rangeSum(rect, fields, lineRow, isRefused, context.locale)}
        onNextFault={goToFault}
      />
      {stages.node}
    </div>
  )
}
