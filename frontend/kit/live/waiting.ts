/** What waits to be shown, and where it is said: in the bar of a view where there is one. */
import { useEffect, useSyncExternalStore } from 'react'

export interface Waiting {
  /** Records that come. */
  added: number
  /** Records that go or stand elsewhere. */
  changed: number
}

interface Said extends Waiting {
  show: () => void
  /** Bars on screen. */
  bars: number
}

let said: Said = { added: 0, changed: 0, show: () => undefined, bars: 0 }
const listeners = new Set<() => void>()

export function say(next: Partial<Said>): void {
  said = { ...said, ...next }
  for (const listener of listeners) listener()
}

export const useWaiting = (): Said =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => said,
  )

/** A bar says it while it is on screen. */
export function useBar(): void {
  useEffect(() => {
    say({ bars: said.bars + 1 })
    return () => say({ bars: said.bars - 1 })
  }, [])
}
