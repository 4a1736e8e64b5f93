/** The View component of a kind, as a lazy component made once. */

import { type ViewProps } from '@kit/views/contract'
import { viewKinds } from '@kit/views/registry'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

const made = new Map<string, LazyExoticComponent<ComponentType<ViewProps>>>()

export function lazyView(kind: string): LazyExoticComponent<ComponentType<ViewProps>> | null {
  const known = made.get(kind)
  if (known) return known
  const definition = viewKinds.get(kind)
  if (!definition) return null
  const component = lazy(async () => ({ default: await definition.load.View() }))
  made.set(kind, component)
  return component
}

/** After a failed load: the next render tries again. */
export function forgetLazyView(kind: string): void {
  made.delete(kind)
}

export function preloadView(kind: string | undefined): void {
  if (kind)
    void viewKinds
      .get(kind)
      ?.load.View()
      .catch(() => undefined) // the page shows the failure
}
