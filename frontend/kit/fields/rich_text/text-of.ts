/** The words of clean HTML, a line for each block. Pure: cells show it without building a document. */
const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

function letter(entity: string): string {
  if (!entity.startsWith('#')) return NAMED[entity] ?? `&${entity};`
  const code = entity[1] === 'x' ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

export function textOf(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?(<\/\1>|$)/gi, '')
    .replace(/<br\s*\/?>|<\/(p|li|blockquote|h[1-6]|pre|div)>/gi, '\n')
    .replace(/<!--[\s\S]*?(-->|$)|<\/?[a-z][^>]*>?/gi, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (_, entity: string) => letter(entity.toLowerCase()))
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim())
    .filter(Boolean)
    .join('\n')
}
