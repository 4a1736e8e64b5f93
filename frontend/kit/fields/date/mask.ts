/** Slashes and zeros put in while a day is typed: 5/ is 05/, 0503 is 05/03. Pure. */

const LENGTHS = [2, 2, 4] as const

/** What the mask made of a text, and the digits that came after a whole day. */
export function fillDay(text: string): { shown: string; rest: string } {
  const parts = ['']
  for (const [index, sign] of [...text].entries()) {
    const at = parts.length - 1
    const part = parts[at] ?? ''
    if (/\d/.test(sign)) {
      const isFull = part.length === LENGTHS[at]
      if (isFull && at === 2) return { shown: parts.join('/'), rest: text.slice(index) }
      if (isFull) parts.push(sign)
      else parts[at] = part + sign
    } else if (part !== '' && at < 2) {
      parts[at] = part.padStart(2, '0')
      parts.push('')
    }
  }
  return { shown: parts.join('/'), rest: '' }
}

/** Words, days with hyphens and days that start with their year are left as they are written. */
export function maskDay(text: string): string {
  const bare = undone(text)
  // A word may follow the space: 12 de maio.
  const isOpen = /^\d{1,2}\s+$/.test(bare)
  return isOpen || isFree(bare) ? bare : fillDay(bare).shown
}

export const isFree = (text: string) => /[^\d/.,:\s]/.test(text) || /^\s*\d{4}[/.]/.test(text)

/** A hyphen tells that the digits before it were a year: 20/26- was 2026-. */
export const undone = (text: string) => text.replace(/^(19|20)\/(\d\d)-/, '$1$2-')
