/** Pins a view, or makes it the one an entity opens with: shown at once, taken back when the server refuses. */
import { keys } from '@kit/client/data'
import { chooseView, type SavedViews, savedViewsQuery } from '@kit/client/saved-views'
import { type QueryClient } from '@tanstack/react-query'

export interface ViewChoice {
  pinned?: boolean
  default?: boolean
}

function withChoice(
  known: SavedViews,
  entity: string,
  key: string,
  choice: ViewChoice,
): SavedViews {
  const { [entity]: _, ...others } = known.defaults
  const defaults = choice.default ? { ...others, [entity]: key } : others
  return {
    ...known,
    pinned: choice.pinned === undefined ? known.pinned : { ...known.pinned, [key]: choice.pinned },
    defaults: choice.default === undefined ? known.defaults : defaults,
  }
}

export async function chooseNow(
  client: QueryClient,
  entity: string,
  key: string,
  choice: ViewChoice,
): Promise<void> {
  const before = client.getQueryData(savedViewsQuery.queryKey)
  client.setQueryData(savedViewsQuery.queryKey, (known) =>
    known ? withChoice(known, entity, key, choice) : known,
  )
  try {
    await chooseView(key, choice)
  } catch (error) {
    client.setQueryData(savedViewsQuery.queryKey, before)
    throw error
  }
  void client.invalidateQueries({ queryKey: keys.views })
}
