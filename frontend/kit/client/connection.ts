/** Whether the server answers. Saves it did not answer wait here and are sent again, unchanged and under the same key; reads that failed are asked again. */
import { type QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { wireHttp } from './http'
import { isProblem } from './problem'

const FIRST = 1000
const LONGEST = 15_000
/** A blip shorter than this is not spoken of. */
const QUIET = 1200

export interface Connection {
  /** It has not answered for a while. */
  isDown: boolean
  /** Saves that wait to be sent again. */
  waiting: number
}

let state: Connection = { isDown: false, waiting: 0 }
let isLost = false
let pause = FIRST
let probeTimer: ReturnType<typeof setTimeout> | undefined
let tellTimer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()
const held = new Set<() => void>()
let onBack: () => void = () => undefined

function set(change: Partial<Connection>): void {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

async function probe(): Promise<void> {
  try {
    const response = await fetch('/api/ready', { cache: 'no-store' })
    if (response.ok) return back()
  } catch {
    // Nobody there yet: asked again after the pause.
  }
  later()
}

function later(): void {
  clearTimeout(probeTimer)
  if (!navigator.onLine) return // 'online' asks
  probeTimer = setTimeout(() => void probe(), pause)
  pause = Math.min(pause * 2, LONGEST)
}

function lost(): void {
  if (isLost) return
  isLost = true
  tellTimer = setTimeout(() => set({ isDown: true }), QUIET)
  later()
}

function back(): void {
  clearTimeout(probeTimer)
  clearTimeout(tellTimer)
  isLost = false
  if (state.isDown) set({ isDown: false })
  for (const release of held) release()
  onBack()
}

/** One save that was not answered: `again` resolves when it is worth sending it once more. */
function hold(): { again: () => Promise<void>; done: () => void } {
  set({ waiting: state.waiting + 1 })
  return {
    again: whenBack,
    done: () => {
      pause = FIRST
      set({ waiting: state.waiting - 1 })
    },
  }
}

/** Something could not be fetched: says so, and resolves when the server answers. */
export function whenBack(): Promise<void> {
  return new Promise((resolve) => {
    const release = () => {
      held.delete(release)
      resolve()
    }
    held.add(release)
    lost()
  })
}

/** Asks now instead of waiting for the next try. */
export function retryNow(): void {
  pause = FIRST
  clearTimeout(probeTimer)
  void probe()
}

const stay = (event: BeforeUnloadEvent) => {
  if (state.waiting > 0) event.preventDefault()
}

/** While the shell is mounted: saves wait, and what could not be read is read when the server is back. */
export function watchConnection(client: QueryClient): () => void {
  onBack = () =>
    void client.refetchQueries({
      type: 'active',
      predicate: ({ state: { status, error } }) =>
        status === 'error' && isProblem(error) && error.isTemporary,
    })
  wireHttp({ connection: { lost, hold, answered: () => isLost && back() } })
  addEventListener('online', retryNow)
  addEventListener('beforeunload', stay)
  return () => {
    wireHttp({ connection: null })
    removeEventListener('online', retryNow)
    removeEventListener('beforeunload', stay)
  }
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
