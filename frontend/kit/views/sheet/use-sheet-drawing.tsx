/** How the cells of a sheet are drawn. The functions change only with what they draw, so a line is drawn again only then. */
import { useCallback, useMemo } from 'react'
import { type GridLead, type GridProps } from '../../engines/grid/grid'
import { type GridColumn } from '../../engines/grid/grid-columns'
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../../meta/plan'
import { Skeleton } from '../../ui/skeleton'
import { cellMessages } from '../cells/cell-messages'
import { lockedWhy } from '../cells/locked'
import { dueField } from '../due/due'
import { ListCell } from '../list/list-cell'
import { type Selection } from '../selection/use-selection'
import { SheetLead } from './sheet-lead'
import { sheetMessages } from './sheet-messages'
import { type NewRow } from './use-new-rows'
import { type SheetCells } from './use-sheet-cells'
import { type SheetRows } from './use-sheet-rows'

interface SheetDrawing {
  cell: GridProps['cell']
  look: NonNullable<GridProps['look']>
  lead: GridLead['cell']
}

export function useSheetDrawing(
  entity: EntityPlan,
  view: ViewPlan,
  fields: readonly FieldPlan[],
  rowAt: SheetRows['row'],
  faultOf: SheetCells['faultOf'],
  created: readonly NewRow[],
  selection: Selection,
): SheetDrawing {
  const words = useMessages(sheetMessages)
  const reasons = useMessages(cellMessages)
  const due = dueField(entity, view)
  const cell = useCallback(
    (index: number, column: GridColumn) => {
      const row = rowAt(index)
      const field = entity.fieldByName.get(column.key)
      if (!row) return <Skeleton className="h-3 w-2/3" />
      if (!field) return null
      const fault = faultOf(row.id, field.name)
      if (fault) return <span className="truncate">{fault.text}</span>
      const isBlank = row.version === 0 && column.key === entity.title && !row[field.name]
      if (isBlank) return <span className="font-normal text-fg-3">{words.newRow}</span>
      return (
        <ListCell
          row={row}
          field={field}
          isTitle={field.name === entity.title}
          dueOf={field === due ? entity : undefined}
        />
      )
    },
    [rowAt, entity, due, faultOf, words],
  )
  const locks = useMemo(
    () => new Set(fields.filter((field) => lockedWhy(entity, field, reasons) !== null)),
    [fields, entity, reasons],
  )
  const newFaults = useMemo(
    () => new Map(created.map(({ row, faults }) => [row.id, faults])),
    [created],
  )
  const look = useCallback(
    (index: number, column: GridColumn) => {
      const row = rowAt(index)
      const field = entity.fieldByName.get(column.key)
      const isFaulty =
        row && field && (faultOf(row.id, field.name) || newFaults.get(row.id)?.[field.name])
      if (isFaulty)
        return { invalid: true, className: 'bg-bad-soft shadow-[inset_0_-2px_0_var(--bad)]' }
      return field && locks.has(field) ? { readonly: true, className: 'text-fg-2' } : undefined
    },
    [rowAt, entity, faultOf, newFaults, locks],
  )
  const lead = useCallback(
    (index: number) => (
      <SheetLead index={index} row={rowAt(index)} entity={entity} selection={selection} />
    ),
    [rowAt, entity, selection],
  )
  return { cell, look, lead }
}
