/** True under 768 px, where one pane is shown at a time. */
import { useSyncExternalStore } from 'react'

const query = globalThis.matchMedia?.('(max-width: 767px)')

export function usePhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      query?.addEventListener('change', changed)
      return () => query?.removeEventListener('change', changed)
    },
    () => query?.matches ?? false,
  )
}
