/** What stands in the cell under the focus when its value was not saved, or its new row cannot be created yet. */
import { useMessages } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { FaultCell, SavedFault } from './fault-cell'
import { sheetMessages } from './sheet-messages'
import { type NewRow, type NewRows } from './use-new-rows'
import { type CellFault, type SheetCells } from './use-sheet-cells'

interface FocusedSavedProps {
  fault: CellFault
  cells: SheetCells
  /** The menu of stages of a row. */
  onMove: (fault: CellFault) => void
}

export function FocusedSaved({ fault, cells, onMove }: FocusedSavedProps) {
  const { row, field, value } = fault
  const again = () =>
    fault.theirs ? void cells.write([{ row, field, value }]) : cells.again(fault)
  const resolve = () => {
    cells.drop(fault)
    onMove(fault)
  }
  return (
    <SavedFault
      fault={fault}
      onAgain={again}
      onDrop={() => cells.drop(fault)}
      onResolve={field.pipeline ? resolve : undefined}
    />
  )
}

interface FocusedNewProps {
  one: NewRow
  at: number
  field: FieldPlan
  message: string
  created: NewRows
  createRecord: (values: Partial<Row>) => void
}

export function FocusedNew({ one, at, field, message, created, createRecord }: FocusedNewProps) {
  const words = useMessages(sheetMessages)
  const { row, hidden, faults } = one
  // What is missing has no column here: the form has it.
  const isHidden = hidden.length > 0 && faults[field.name] === undefined
  const complete = () => {
    const { id: _, version: __, ...values } = row
    created.discard(at)
    createRecord(values)
  }
  return (
    <FaultCell
      text={String(row[field.name] ?? '')}
      message={message}
      actions={[
        isHidden
          ? { label: words.complete, run: complete }
          : { label: words.retry, run: () => created.again(at) },
        { label: words.discardRow, run: () => created.discard(at) },
      ]}
    />
  )
}
