/** Rows in groups as one run of lines: a head where the group changes, then its rows, some to a line. Pure. */
import { type FieldPlan } from '../meta/plan'
import { type GroupInfo, type Row } from '../meta/wire'

export interface GroupHead {
  kind: 'head'
  /** Text of the key: unique among the heads. */
  key: string
  value: GroupInfo['key']
  title: string | null
  info: GroupInfo | null
}
export interface RowsLine {
  kind: 'rows'
  /** Of the rows as they came: the first, and how many. */
  from: number
  size: number
}
export type GroupLine = GroupHead | RowsLine

/** What the group of a row is called by: option, stage, boolean, or the id of a linked record. */
export function groupKey(row: Row, field: FieldPlan): GroupInfo['key'] {
  const value = row[field.name]
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'object') return (value as { id?: string }).id ?? null
  return typeof value === 'boolean' ? value : String(value)
}

/** `across`: rows side by side on one line; a group starts a line of its own. */
export function groupLines(
  rows: readonly Row[],
  field: FieldPlan | null,
  groups: readonly GroupInfo[] | undefined,
  across = 1,
): GroupLine[] {
  const lines: GroupLine[] = []
  const infoOf = new Map(groups?.map((group) => [String(group.key), group]))
  let shown: string | undefined
  for (const [index, row] of rows.entries()) {
    const key = field ? groupKey(row, field) : null
    if (field && String(key) !== shown) {
      shown = String(key)
      const info = infoOf.get(shown) ?? null
      lines.push({ kind: 'head', key: shown, value: key, title: titleOf(row, field, info), info })
    }
    const last = lines.at(-1)
    if (last?.kind === 'rows' && last.size < across) last.size += 1
    else lines.push({ kind: 'rows', from: index, size: 1 })
  }
  return lines
}

function titleOf(row: Row, field: FieldPlan, info: GroupInfo | null): string | null {
  if (info?.title !== undefined) return info.title
  const value = row[field.name] as { title?: string } | null | undefined
  return typeof value === 'object' ? (value?.title ?? null) : null
}

/** The line a row stands on. */
export function lineOf(lines: readonly GroupLine[], index: number): number {
  return lines.findIndex(
    (line) => line.kind === 'rows' && index >= line.from && index < line.from + line.size,
  )
}
