/** Alphabetical order as people read it: accents and case do not count, empty goes last. */
const collator = new Intl.Collator('pt-BR', { sensitivity: 'base', numeric: true })

export function textCompare(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return collator.compare(a, b)
}
