/** What is done to cells of a sheet: typed, pasted, filled, cleared. Saved rows are written, new ones kept until they can be. */
import { type Rect } from '../../engines/grid/grid-range'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatNumber } from '../../meta/format'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { toast } from '../../ui/toaster'
import { cellMessages } from '../cells/cell-messages'
import { lockedWhy } from '../cells/locked'
import { type PasteCell, type PastePlan } from './paste-plan'
import { sheetMessages } from './sheet-messages'
import { type NewRows } from './use-new-rows'
import { type CellChange, type SheetCells } from './use-sheet-cells'
import { LINES_MAX } from './use-sheet-clipboard'
import { type SheetLine, type SheetRows } from './use-sheet-rows'

interface Target {
  index: number
  row: Row | undefined
  field: FieldPlan
  value: unknown
  /** As it was pasted. */
  text?: string
}

export interface SheetEdits {
  /** Why a cell cannot be changed; null when it can. `index` as rows are numbered. */
  lockedWhy: (index: number, field: FieldPlan) => string | null
  set: (index: number, row: Row | undefined, field: FieldPlan, value: unknown) => void
  clear: (rect: Rect) => void
  /** The top row of the range into the others; one row takes what is above it. */
  fill: (rect: Rect) => void
  paste: (
    plan: PastePlan,
    valueOf: (cell: PasteCell) => unknown,
    textOf: (cell: PasteCell) => string,
  ) => void
}

export function useSheetEdits(
  entity: EntityPlan,
  fields: readonly FieldPlan[],
  rows: SheetRows,
  cells: SheetCells,
  created: NewRows,
): SheetEdits {
  const words = useMessages(sheetMessages)
  const reasons = useMessages(cellMessages)
  const { locale } = useLocale()

  const whyLocked = (index: number, field: FieldPlan): string | null => {
    const isNew = rows.newAt(index) !== null
    if (!isNew) return lockedWhy(entity, field, reasons)
    // A new row begins in the first stage; who may create may fill in what may be written.
    if (field.pipeline) return reasons.readonly(field.label)
    const can = { ...entity.can, update: true }
    return lockedWhy({ ...entity, can }, field, reasons)
  }

  const apply = (targets: readonly Target[]) => {
    const open = targets.filter(({ index, field }) => whyLocked(index, field) === null)
    const locked = targets.length - open.length
    const first = targets[0]
    if (locked > 0 && first) {
      const why = open.length === 0 ? whyLocked(first.index, first.field) : null
      toast({ text: why ?? words.locked(formatNumber(locked, locale), locked !== 1) })
    }
    const changes: CellChange[] = []
    const fresh: { at: number; field: FieldPlan; value: unknown }[] = []
    for (const { index, row, field, value, text } of open) {
      const at = rows.newAt(index)
      if (at !== null) fresh.push({ at, field, value })
      else if (row) changes.push({ row, field, value, text })
    }
    if (changes.length > 0)
      cells.write(changes).catch(() => toast({ text: words.failed, tone: 'bad' }))
    if (fresh.length > 0) created.set(fresh)
  }

  /** Does it with the rows of the lines, read first where they are not here. */
  const withRows = (rect: Rect, run: (lines: readonly SheetLine[]) => void) => {
    if (rect.bottom - rect.top + 1 > LINES_MAX) {
      toast({ text: words.tooMany(formatNumber(LINES_MAX, locale)), tone: 'bad' })
      return
    }
    const found = rows.inRange(rect)
    if (Array.isArray(found)) run(found)
    else found.then(run).catch(() => toast({ text: words.readFailed, tone: 'bad' }))
  }
  const columnsOf = (rect: Rect) => fields.slice(rect.left, rect.right + 1)

  return {
    lockedWhy: whyLocked,
    set: (index, row, field, value) => apply([{ index, row, field, value }]),
    clear: (rect) =>
      withRows(rect, (lines) => {
        const targets: Target[] = []
        for (const { index, row } of lines) {
          for (const field of columnsOf(rect)) {
            const fault = row && cells.faultOf(row.id, field.name)
            if (fault) cells.drop(fault)
            else if (row && (row[field.name] ?? null) !== null)
              targets.push({ index, row, field, value: null })
          }
        }
        if (targets.length > 0) apply(targets)
      }),
    fill: (rect) => {
      const source = rect.bottom > rect.top ? rect.top : rect.top - 1
      if (source < 0) return
      withRows({ ...rect, top: source }, ([from, ...lines]) => {
        if (!from?.row) return
        const { row: above } = from
        apply(
          lines.flatMap(({ index, row }) =>
            columnsOf(rect).map((field) => ({
              index,
              row,
              field,
              value: cells.faultOf(above.id, field.name)?.value ?? above[field.name] ?? null,
            })),
          ),
        )
      })
    },
    paste: (plan, valueOf, textOf) =>
      withRows(plan.rect, (lines) => {
        // Heads of groups are no rows: what is pasted goes on below them.
        const targets: Target[] = []
        for (const cell of plan.cells) {
          const line = lines[cell.place.row - plan.rect.top]
          const field = fields[cell.place.column]
          if (line && field)
            targets.push({ ...line, field, value: valueOf(cell), text: textOf(cell) })
        }
        apply(targets)
      }),
  }
}
