/** The words of a filter text, with their places. Keywords are told by where they stand, so a later segment of a path may be any word. */

export interface Token {
  kind: 'name' | 'quoted' | 'text' | 'number' | 'variable' | 'sign' | 'end'
  /** Decoded for texts and quoted names, without `$` for variables. */
  value: string
  start: number
  end: number
}

const BLANK = /[ \t\r\n\f\u00a0]+/y
const FORMS: [Token['kind'], RegExp][] = [
  ['variable', /\$[\p{L}_][\p{L}\p{N}_]*/uy],
  ['number', /[0-9]+(?:\.[0-9]+)?/y],
  ['text', /'(?:''|\\[^]|[^'\\])*'|"(?:""|\\[^]|[^"\\])*"/y],
  ['quoted', /`[^`\n]+`/y],
  ['name', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['sign', /<=|>=|<>|!=|==|[=<>+\-*/%()[\].;,]/y],
]
const ESCAPED: Record<string, string> = { n: '\n', t: '\t', r: '\r' }

function textOf(source: string): string {
  const quote = source.charAt(0)
  return source
    .slice(1, -1)
    .replace(/\\([^])|''|""/g, (found, escaped: string | undefined) =>
      escaped === undefined
        ? found === quote + quote
          ? quote
          : found
        : (ESCAPED[escaped] ?? escaped),
    )
}

function valueOf(kind: Token['kind'], source: string): string {
  if (kind === 'text') return textOf(source)
  if (kind === 'quoted') return source.slice(1, -1)
  return kind === 'variable' ? source.slice(1) : source
}

/** Null where the text has something the language has not. */
export function tokensOf(text: string): Token[] | null {
  const found: Token[] = []
  let at = 0
  for (;;) {
    BLANK.lastIndex = at
    at += BLANK.exec(text)?.[0].length ?? 0
    if (at >= text.length) break
    const next = tokenAt(text, at)
    if (!next) return null
    found.push(next)
    at = next.end
  }
  return [...found, { kind: 'end', value: '', start: text.length, end: text.length }]
}

function tokenAt(text: string, at: number): Token | null {
  for (const [kind, form] of FORMS) {
    form.lastIndex = at
    const source = form.exec(text)?.[0]
    if (source !== undefined)
      return { kind, value: valueOf(kind, source), start: at, end: at + source.length }
  }
  return null
}
