/** A component that loads when needed. Unlike React.lazy, one that was loaded ahead renders at once: no skeleton flashes, and the
    screen does not lose the 300 ms React keeps a fallback up. A failed load can be tried again. */
import { type ComponentType, use } from 'react'

export interface LazyPart<P> {
  (props: P): React.ReactNode
  /** Loads it now; rejects when it cannot be reached. */
  preload: () => Promise<unknown>
}

export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): LazyPart<P> {
  let loaded: Promise<ComponentType<P>> | null = null
  const start = (): Promise<ComponentType<P>> => {
    if (loaded) return loaded
    const fresh = load()
    loaded = fresh
    fresh.then(
      (value) => Object.assign(fresh, { status: 'fulfilled', value }), // what use() reads without waiting
      () => setTimeout(() => (loaded = null), 1000), // told first; then it may be tried again
    )
    return fresh
  }
  function Part(props: P) {
    const Loaded = use(start())
    return <Loaded {...props} />
  }
  return Object.assign(Part, { preload: start })
}
