/** What stands on each line of a grid: rows, and heads of groups between them. Rows keep their number when a group is closed. Pure. */

export interface LineGroup {
  key: string
  count: number
}

export type Line = { kind: 'row'; row: number } | { kind: 'group'; group: number }

export interface Lines {
  count: number
  at: (line: number) => Line
  /** The line of a row; the head of its group when that is closed. */
  ofRow: (row: number) => number
}

export function plainLines(rows: number): Lines {
  return { count: rows, at: (row) => ({ kind: 'row', row }), ofRow: (row) => row }
}

interface Start {
  line: number
  row: number
}

/** Index of the last start that is not beyond; by halves, there may be a thousand groups. */
function lastBefore(starts: readonly Start[], by: keyof Start, value: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle]?.[by] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}

/** `rows` beyond what the groups count stand after the last group: one that came since they were counted. */
export function groupedLines(
  groups: readonly LineGroup[],
  rows: number,
  closed: ReadonlySet<string>,
): Lines {
  const starts: Start[] = []
  let line = 0
  let row = 0
  groups.forEach((group, index) => {
    starts.push({ line, row })
    const count = index === groups.length - 1 ? Math.max(group.count, rows - row) : group.count
    line += 1 + (closed.has(group.key) ? 0 : count)
    row += count
  })
  return {
    count: line,
    at: (at) => {
      const group = lastBefore(starts, 'line', at)
      const start = starts[group] ?? { line: 0, row: 0 }
      return at === start.line
        ? { kind: 'group', group }
        : { kind: 'row', row: start.row + at - start.line - 1 }
    },
    ofRow: (wanted) => {
      const group = lastBefore(starts, 'row', wanted)
      const start = starts[group] ?? { line: 0, row: 0 }
      if (closed.has(groups[group]?.key ?? '')) return start.line
      return start.line + 1 + wanted - start.row
    },
  }
}
