/** Free words: trimmed, each once whatever its case, at most 50 of 60 characters. Pure. */
export const MOST = 50
export const LONGEST = 60

const bare = (text: string) => text.trim().replace(/\s+/g, ' ')
const key = (text: string) => bare(text).toLocaleLowerCase('pt-BR')

export const hasTag = (tags: readonly string[], text: string): boolean =>
  tags.some((tag) => key(tag) === key(text))

/** The tags with those of a typed or pasted text, commas and lines between them. */
export function addTags(tags: readonly string[], text: string): string[] {
  const next = [...tags]
  for (const part of text.split(/[,;\n\t]/)) {
    const tag = bare(part)
    if (tag !== '' && !hasTag(next, tag)) next.push(tag)
  }
  return next
}
