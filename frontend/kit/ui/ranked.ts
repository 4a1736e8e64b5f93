/** What matches a search, best first: the whole, the beginning, the beginning of a word, anywhere. Accents and case do not count. Pure. */
import { fold } from '../i18n/fold'

const WORD_EDGE = /[\s\-–—/().,:;·]+/

/** 0 is best; null does not match. */
function rankOf(label: string, wanted: string): number | null {
  const text = fold(label)
  if (text === wanted) return 0
  if (text.startsWith(wanted)) return 1
  if (text.split(WORD_EDGE).some((word, at) => at > 0 && word.startsWith(wanted))) return 2
  return text.includes(wanted) ? 3 : null
}

/** In their own order among equals. `keeps`: what does not match goes last instead of away. */
export function ranked<T>(
  items: readonly T[],
  search: string,
  labelOf: (item: T) => string,
  keeps = false,
): T[] {
  const wanted = fold(search)
  if (wanted === '') return [...items]
  const places: T[][] = [[], [], [], [], []]
  for (const item of items) {
    const rank = rankOf(labelOf(item), wanted)
    if (rank !== null || keeps) places[rank ?? 4]?.push(item)
  }
  return places.flat()
}
