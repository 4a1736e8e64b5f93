/** Where an arrow takes the focus among cards in lines, groups included. Pure. */
import { type GroupLine, type RowsLine } from '../group-lines'

const PAGE = 3

/** Index of the next card; null when the key means nothing or there is nowhere to go. */
export function nextIndex(
  lines: readonly GroupLine[],
  index: number,
  key: string,
  ctrl = false,
): number | null {
  const rows = lines.filter((line): line is RowsLine => line.kind === 'rows')
  const at = rows.findIndex((line) => index >= line.from && index < line.from + line.size)
  const here = rows[at]
  if (!here) return rows[0]?.from ?? null
  const end = (line: RowsLine | undefined) => (line ? line.from + line.size - 1 : index)
  const last = end(rows.at(-1))
  const inLine = (to: number): number => {
    const line = rows[Math.max(0, Math.min(to, rows.length - 1))] ?? here
    return Math.min(line.from + (index - here.from), end(line))
  }
  switch (key) {
    case 'ArrowRight':
    case 'j':
      return Math.min(index + 1, last)
    case 'ArrowLeft':
    case 'k':
      return Math.max(index - 1, 0)
    case 'ArrowDown':
      return inLine(at + 1)
    case 'ArrowUp':
      return inLine(at - 1)
    case 'PageDown':
      return inLine(at + PAGE)
    case 'PageUp':
      return inLine(at - PAGE)
    case 'Home':
      return ctrl ? 0 : here.from
    case 'End':
      return ctrl ? last : end(here)
    default:
      return null
  }
}
