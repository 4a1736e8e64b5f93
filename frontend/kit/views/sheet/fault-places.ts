/** Where the cells with errors are, and which comes after the focus, round and round. Pure. */
import { type GridPlace } from '../../engines/grid/grid-keys'
import { type FieldPlan } from '../../meta/plan'
import { type RowWindow } from '../row-window'
import { type NewRow } from './use-new-rows'
import { type CellFault } from './use-sheet-cells'
import { type SheetRows } from './use-sheet-rows'

export function faultPlaces(
  fields: readonly FieldPlan[],
  list: Pick<RowWindow, 'length' | 'row'>,
  lines: SheetRows['lines'],
  saved: readonly CellFault[],
  fresh: readonly NewRow[],
): GridPlace[] {
  const columns = new Map<string, number[]>()
  for (const { row, field } of saved)
    columns.set(row.id, [...(columns.get(row.id) ?? []), fields.indexOf(field)])
  const places: GridPlace[] = []
  for (let index = 0; index < list.length && columns.size > 0; index += 1) {
    const id = list.row(index)?.id ?? ''
    for (const column of columns.get(id) ?? []) places.push({ row: lines.ofRow(index), column })
    columns.delete(id)
  }
  fresh.forEach(({ faults }, index) => {
    if (Object.keys(faults).length === 0) return
    const column = fields.findIndex((field) => faults[field.name] !== undefined)
    places.push({ row: lines.ofRow(list.length + index), column: Math.max(0, column) })
  })
  return places.filter((place) => place.column >= 0)
}

export function nextPlace(places: readonly GridPlace[], from: GridPlace): GridPlace | undefined {
  const order = places.toSorted((a, b) => a.row - b.row || a.column - b.column)
  const isAfter = (place: GridPlace) =>
    place.row > from.row || (place.row === from.row && place.column > from.column)
  return order.find(isAfter) ?? order[0]
}
