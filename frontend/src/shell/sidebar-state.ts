/** Wide or narrow menu. Views that need the width open it narrow until the person says otherwise. */
import { useSyncExternalStore } from 'react'

const KEY = 'nexus.sidebar'
type Choice = 'wide' | 'narrow' | null
const listeners = new Set<() => void>()

function read(): Choice {
  try {
    const stored = localStorage.getItem(KEY)
    return stored === 'wide' || stored === 'narrow' ? stored : null
  } catch {
    return null // storage is blocked: the page decides
  }
}

let choice: Choice = read()

export function setSidebar(next: 'wide' | 'narrow'): void {
  choice = next
  for (const listener of listeners) listener()
  try {
    localStorage.setItem(KEY, next)
  } catch {
    return // storage is blocked: the choice lasts for this page
  }
}

export function useSidebarChoice(): Choice {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => choice,
  )
}
