/** Columns of a grid: their widths, which of them are in sight, and what a press on a head orders by. Pure. */

export interface GridColumn {
  key: string
  label: string
  icon?: string
  align: 'start' | 'end'
  width: { min: number; ideal: number }
  sortable: boolean
  /** Width somebody gave it: it neither grows nor shrinks. */
  fixed?: number
}

export const WIDTH_MIN = 56
export const WIDTH_MAX = 800

export const clampWidth = (width: number): number =>
  Math.round(Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, width)))

const widthOf = (column: GridColumn) => column.fixed ?? column.width.ideal

/** Every column keeps its width; those nobody gave one share what is left. What leads is the box or number before them. */
export function columnTemplate(columns: readonly GridColumn[], lead = 0): string {
  const tracks = columns.map(({ fixed, width }) =>
    fixed === undefined ? `minmax(${width.ideal}px, ${width.ideal}fr)` : `${fixed}px`,
  )
  return [...(lead > 0 ? [`${lead}px`] : []), ...tracks].join(' ')
}

export function totalWidth(columns: readonly GridColumn[], lead = 0): number {
  return columns.reduce((sum, column) => sum + widthOf(column), lead)
}

/** Where each column starts when none has grown, and where the last one ends. */
export function columnEdges(columns: readonly GridColumn[], lead = 0): number[] {
  const edges = [lead]
  for (const column of columns) edges.push((edges.at(-1) ?? 0) + widthOf(column))
  return edges
}

export interface Span {
  first: number
  last: number
}

/** Columns between two pixels of the row, the first one aside: it always stays. */
export function columnsBetween(edges: readonly number[], from: number, to: number): Span {
  const count = edges.length - 1
  let first = 1
  while (first < count - 1 && (edges[first + 1] ?? 0) <= from) first += 1
  let last = first
  while (last < count - 1 && (edges[last + 1] ?? 0) < to) last += 1
  return { first, last: Math.min(last, count - 1) }
}

/** The names with one of them at another place. */
export function movedTo<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list]
  const [moved] = next.splice(from, 1)
  if (moved !== undefined) next.splice(Math.max(0, Math.min(next.length, to)), 0, moved)
  return next
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
