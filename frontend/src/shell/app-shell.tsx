/** The frame of the staff app: menu, one sheet, phone bar, and the layers every page shares. */
import { watchConnection } from '@kit/client/connection'
import { useModel, watchModelVersion } from '@kit/client/model'
import { useSession, watchSession } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { openPalette } from '@kit/palette/palette-state'
import { noteRecent } from '@kit/palette/recents'
import { cn } from '@kit/ui/cn'
import { ErrorBoundary } from '@kit/ui/error-card'
import { useHotkey } from '@kit/ui/hotkeys'
import { undoLast } from '@kit/ui/toaster'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { shellMessages } from '../messages'
import { preloadRecordParts } from '../record/lazy-parts'
import { goKeys } from './go-keys'
import { Layers } from './layers'
import { flatMenu, type MenuEntry } from './menu-groups'
import { ModeBanner, OfflineBanner } from './mode-banner'
import { PhoneBar } from './phone-bar'
import { openShortcuts } from './shortcuts-state'
import { Sidebar } from './sidebar'
import { setSidebar, useSidebarChoice } from './sidebar-state'

const Live = lazy(() => import('@kit/live/live').then((module) => ({ default: module.Live })))

/** `G` and a letter of its name goes to a place of the menu. */
function GoKey({ entry, letter }: { entry: MenuEntry; letter: string }) {
  const words = useMessages(shellMessages)
  const navigate = useNavigate()
  useHotkey({ keys: `g ${letter}`, label: entry.label, group: words.groupGo }, () => {
    void navigate({ to: entry.href })
  })
  return null
}

export function AppShell({ children }: { children: ReactNode }) {
  const words = useMessages(shellMessages)
  const client = useQueryClient()
  const model = useModel()
  const params = useParams({ strict: false })
  const peeked = useSearch({
    strict: false,
    select: (search: { record?: string }) => search.record,
  })
  const shown = params.id ?? peeked
  const choice = useSidebarChoice()
  const { live, account } = useSession()
  const [position] = useState(live) // of before the first data: a session read again later is too late
  const entity = model.findEntity(params.entity ?? '')
  const current = entity?.plural ?? null
  const menu = flatMenu(model)
  const letters = goKeys(menu.map((entry) => entry.label))
  const isNarrow = choice ? choice === 'narrow' : params.view !== undefined

  useEffect(() => watchSession(client), [client])
  useEffect(() => watchModelVersion(client), [client])
  useEffect(() => preloadRecordParts(), [])
  useEffect(() => watchConnection(client), [client])
  useEffect(() => {
    if (shown && entity) noteRecent(account.id, { entity: entity.name, id: shown })
  }, [account.id, entity, shown])
  useHotkey(
    { keys: 'mod+k', label: words.search, group: words.groupGeneral, whileTyping: true },
    () => {
      // Over a dialog that waits for an answer the page below is out of reach.
      if (!document.querySelector('[data-slot=dialog]')) openPalette()
    },
  )
  useHotkey({ keys: '?', label: words.keyHelp, group: words.groupGeneral }, openShortcuts)
  useHotkey({ keys: '[', label: words.keySidebar, group: words.groupGeneral }, () =>
    setSidebar(isNarrow ? 'wide' : 'narrow'),
  )
  useHotkey({ keys: 'mod+z', label: words.keyUndo, group: words.groupGeneral }, undoLast)

  return (
    <div
      className={cn(
        'grid h-dvh max-md:flex max-md:flex-col',
        isNarrow ? 'grid-cols-[56px_minmax(0,1fr)]' : 'grid-cols-[240px_minmax(0,1fr)]',
      )}
    >
      <a
        href="#content"
        className="fixed top-2 left-2 z-70 -translate-y-20 rounded-control bg-accent px-3 py-2 font-medium text-accent-fg focus:translate-y-0"
      >
        {words.skip}
      </a>
      <Sidebar isNarrow={isNarrow} current={current} />
      <main
        id="content"
        tabIndex={-1}
        className="relative flex min-h-0 min-w-0 flex-col overflow-hidden bg-surface outline-none max-md:grow md:my-2 md:mr-2 md:rounded-card md:border md:border-line"
      >
        <OfflineBanner />
        <ModeBanner />
        {children}
        <ErrorBoundary name="live" fallback={() => null}>
          <Suspense fallback={null}>
            <Live after={position} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <PhoneBar current={current} />
      {menu.map((entry, index) => {
        const letter = letters[index]
        return letter && <GoKey key={entry.key} entry={entry} letter={letter} />
      })}
      <Layers />
    </div>
  )
}
