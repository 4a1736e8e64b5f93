/** The frame of the staff app: menu, one sheet, phone bar, and the layers every page shares. */
import { useModel, watchModelVersion } from '@kit/client/model'
import { useReloginAsked, watchSession } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { cn } from '@kit/ui/cn'
import { useHotkey } from '@kit/ui/hotkeys'
import { undoLast } from '@kit/ui/toaster'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { shellMessages } from '../messages'
import { preloadRecordParts } from '../record/lazy-parts'
import { flatMenu, type MenuEntry } from './menu-groups'
import { ModeBanner, OfflineBanner } from './mode-banner'
import { PhoneBar } from './phone-bar'
import { openShortcuts, useShortcutsOpen } from './shortcuts-state'
import { Sidebar } from './sidebar'
import { setSidebar, useSidebarChoice } from './sidebar-state'

const ShortcutsDialog = lazy(() =>
  import('./shortcuts-dialog').then((module) => ({ default: module.ShortcutsDialog })),
)
const ReloginDialog = lazy(() =>
  import('./relogin-dialog').then((module) => ({ default: module.ReloginDialog })),
)

/** `G` and a digit goes to that place of the menu. */
function GoKey({ entry, index }: { entry: MenuEntry; index: number }) {
  const words = useMessages(shellMessages)
  const navigate = useNavigate()
  useHotkey({ keys: `g ${index + 1}`, label: entry.label, group: words.groupGo }, () => {
    void navigate({ to: entry.href })
  })
  return null
}

export function AppShell({ children }: { children: ReactNode }) {
  const words = useMessages(shellMessages)
  const client = useQueryClient()
  const navigate = useNavigate()
  const model = useModel()
  const params = useParams({ strict: false })
  const choice = useSidebarChoice()
  const isAsked = useReloginAsked()
  const areKeysOpen = useShortcutsOpen()
  const current = model.findEntity(params.entity ?? '')?.plural ?? null
  const isNarrow = choice ? choice === 'narrow' : params.view !== undefined

  useEffect(() => watchSession(client), [client])
  useEffect(() => watchModelVersion(client), [client])
  useEffect(() => preloadRecordParts(), [])
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
      </main>
      <PhoneBar current={current} />
      {flatMenu(model)
        .slice(0, 9)
        .map((entry, index) => (
          <GoKey key={entry.key} entry={entry} index={index} />
        ))}
      <Suspense fallback={null}>
        {areKeysOpen && <ShortcutsDialog />}
        {isAsked && (
          <ReloginDialog onOtherAccount={() => void navigate({ to: '/login', search: {} })} />
        )}
      </Suspense>
    </div>
  )
}
