/** What the stream said of records that are open: the page that shows one asks here. */
import { useCallback, useSyncExternalStore } from 'react'
import { type Row } from '../meta/wire'

export interface RemoteChange {
  op: string
  version: number
}

const GONE = new Set(['gone', 'trash', 'purge'])

const told = new Map<string, RemoteChange>()
const listeners = new Set<() => void>()
const keyOf = (entity: string, id: string) => `${entity}:${id}`

export function tellRemote(entity: string, id: string, change: RemoteChange): void {
  told.set(keyOf(entity, id), change)
  if (told.size > 200) told.delete(told.keys().next().value ?? '')
  for (const listener of listeners) listener()
}

export function forgetRemote(entity: string, id: string): void {
  if (told.delete(keyOf(entity, id))) for (const listener of listeners) listener()
}

/** Nothing that was told holds any more: what is read next does. */
export function forgetAllRemote(): void {
  told.clear()
  for (const listener of listeners) listener()
}

/** The last that was told of a record, null when nothing was. */
export function useRemoteChange(entity: string, id: string): RemoteChange | null {
  const listen = useCallback((listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, [])
  return useSyncExternalStore(listen, () => told.get(keyOf(entity, id)) ?? null)
}

/** The record that is shown is no longer there; one that was read after it came back is. */
export const isGone = (change: RemoteChange | null, row: Row | undefined): boolean =>
  change !== null && GONE.has(change.op) && row !== undefined && row.version <= change.version
