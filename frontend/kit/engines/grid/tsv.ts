/** Cells as text between tabs and line ends, as spreadsheets copy them: quoted where a value holds either. Pure. */

const NEEDS_QUOTES = /["\t\n\r]/

const quoted = (text: string) =>
  NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text

export function writeTsv(cells: readonly (readonly string[])[]): string {
  return cells.map((row) => row.map(quoted).join('\t')).join('\n')
}

/** Text that begins with a quote is quoted only when the quote closes before a tab, a line end or the end. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  const source = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(/\n$/, '')
  if (source === '') return [['']]
  for (;;) {
    const end = source[at] === '"' ? closingQuote(source, at) : -1
    let next: number
    if (end > 0) {
      row.push(source.slice(at + 1, end).replaceAll('""', '"'))
      next = end + 1
    } else {
      next = at
      while (next < source.length && source[next] !== '\t' && source[next] !== '\n') next += 1
      row.push(source.slice(at, next))
    }
    if (next >= source.length) break
    if (source[next] === '\n') {
      rows.push(row)
      row = []
    }
    at = next + 1
  }
  rows.push(row)
  return rows
}

/** Where the quote that opens at `start` closes; -1 when what follows is no end of a cell. */
function closingQuote(text: string, start: number): number {
  let at = start + 1
  while (at < text.length) {
    if (text[at] !== '"') at += 1
    else if (text[at + 1] === '"') at += 2
    else {
      const after = text[at + 1]
      return after === undefined || after === '\t' || after === '\n' ? at : -1
    }
  }
  return -1
}
