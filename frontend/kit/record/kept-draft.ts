/** What somebody was writing, kept in the tab: a reload, a lost session or a wrong click loses nothing, and it ends with the tab. */
import { isUnreadable } from '../fields/unreadable'

interface Kept<T> {
  at: number
  value: T
}

const nameOf = (member: string, what: string) => `nexus.draft.${member}.${what}`

export function keepDraft<T>(member: string, what: string, value: T): void {
  try {
    sessionStorage.setItem(nameOf(member, what), JSON.stringify({ at: Date.now(), value }))
  } catch {
    // A full or closed store: the draft is still on screen, and leaving asks first.
  }
}

/** Null when nothing was kept, or what was kept cannot be read any more. */
export function keptDraft<T>(member: string, what: string): Kept<T> | null {
  try {
    const text = sessionStorage.getItem(nameOf(member, what))
    return text === null ? null : (JSON.parse(text) as Kept<T>)
  } catch {
    return null
  }
}

export function forgetDraft(member: string, what: string): void {
  try {
    sessionStorage.removeItem(nameOf(member, what))
  } catch {
    // Nothing is kept where nothing can be stored.
  }
}

/** Values without those that were half typed: they mean nothing to the editor that starts from them. */
export const storable = <V>(values: Record<string, V>): Record<string, V> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isUnreadable(value)))
