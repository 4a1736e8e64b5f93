/** The View of every kind, loaded when a page of that kind opens. */
import { whenBack } from '@kit/client/connection'
import { type ViewProps } from '@kit/views/contract'
import { viewKinds } from '@kit/views/registry'
import { type LazyPart, lazyPart } from '../lazy-part'

const made = new Map<string, LazyPart<ViewProps>>(
  [...viewKinds].map(([kind, definition]) => [
    kind,
    lazyPart(() => definition.load.View().catch(() => whenBack().then(definition.load.View))),
  ]),
)

export function lazyView(kind: string): LazyPart<ViewProps> | null {
  return made.get(kind) ?? null
}

/** Never rejects: the page shows the failure, with a button to try again. */
export async function preloadView(kind: string | undefined): Promise<void> {
  try {
    await made.get(kind ?? '')?.preload()
  } catch {
    return
  }
}

/** Every kind there is. */
export function preloadViews(): void {
  for (const kind of made.keys()) void preloadView(kind)
}
