/** What a person changed of how a view is drawn, by view, until it is saved or discarded. Lives as long as the page. */
import { type ViewPlan } from '@kit/meta/plan'
import { type ViewPatch } from '@kit/views/contract'
import { useMemo, useSyncExternalStore } from 'react'

let patches: ReadonlyMap<string, ViewPatch> = new Map()
const listeners = new Set<() => void>()

function publish(key: string, patch: ViewPatch): void {
  const next = new Map(patches)
  if (Object.keys(patch).length > 0) next.set(key, patch)
  else next.delete(key)
  patches = next
  for (const listener of listeners) listener()
}

/** A part that is as the view has it, or undefined, is no change. */
export function patchView(view: ViewPlan, change: ViewPatch): void {
  const merged = { ...patches.get(view.key), ...change }
  const kept = Object.entries(merged).filter(
    ([part, value]) => value !== undefined && !isSame(value, view[part as keyof ViewPatch]),
  )
  publish(view.key, Object.fromEntries(kept))
}

export function discardPatch(key: string): void {
  publish(key, {})
}

const isSame = (one: unknown, other: unknown) =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** The view with what was changed of it. */
export function usePatched(view: ViewPlan): ViewPlan {
  const patch = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => patches.get(view.key),
  )
  return useMemo(
    () => (patch ? { ...view, ...patch, patched: Object.keys(patch) } : view),
    [view, patch],
  )
}
