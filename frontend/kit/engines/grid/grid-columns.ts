/** Column sizes of a grid: every column keeps its least width and shares what is left. Pure. */

export interface GridColumn {
  key: string
  label: string
  icon?: string
  align: 'start' | 'end'
  width: { min: number; ideal: number }
  sortable: boolean
}

export function columnTemplate(columns: readonly GridColumn[]): string {
  return columns.map(({ width }) => `minmax(${width.ideal}px, ${width.ideal}fr)`).join(' ')
}

export function totalWidth(columns: readonly GridColumn[]): number {
  return columns.reduce((sum, column) => sum + column.width.ideal, 0)
}

export type SortDirection = 'ascending' | 'descending' | null

/** The direction a column has in a sort like "-created_at,name"; only the first key is shown in the head. */
export function directionOf(sort: string | null, column: string): SortDirection {
  const first = sort?.split(',')[0]?.trim() ?? ''
  if (first === column) return 'ascending'
  return first === `-${column}` ? 'descending' : null
}

/** A press on the head: up, then down, then the view's own order again. */
export function nextSort(
  sort: string | null,
  column: GridColumn,
  own: string | null,
): string | undefined {
  const direction = directionOf(sort, column.key)
  const first = column.align === 'end' ? `-${column.key}` : column.key
  const second = column.align === 'end' ? column.key : `-${column.key}`
  const current =
    direction === 'ascending' ? column.key : direction === 'descending' ? `-${column.key}` : null
  const next = current === null ? first : current === first ? second : undefined
  return next === own ? undefined : next
}
