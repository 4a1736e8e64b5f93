/** The menu at the left, from the clinic's model. 240 px with words, 56 px with icons whose tooltips are the words. */
import { useModel } from '@kit/client/model'
import { KitLink } from '@kit/client/navigation'
import { useSession } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { openPalette } from '@kit/palette/palette-state'
import { cn } from '@kit/ui/cn'
import { Icon } from '@kit/ui/icon'
import { IconButton } from '@kit/ui/icon-button'
import { Kbd } from '@kit/ui/kbd'
import { tip } from '@kit/ui/tooltip'
import { type ReactNode } from 'react'
import { shellMessages } from '../messages'
import { ViewFavorites } from '../pages/view-favorites'
import { Brand, Mark } from './brand'
import { preloadPalette } from './layers'
import { type MenuEntry, menuGroups } from './menu-groups'
import { setSidebar } from './sidebar-state'
import { UserMenu } from './user-menu'

const HEAD = 'px-2 pt-3.5 pb-1 text-meta font-medium text-fg-3'
const lineStyle = (isNarrow: boolean) =>
  cn(
    'flex shrink-0 items-center gap-2.5 rounded-control font-medium text-fg-2 transition-colors duration-100 hover:bg-hover aria-[current=page]:bg-hover aria-[current=page]:text-fg',
    isNarrow ? 'h-8.5 w-9 justify-center' : 'h-7.5 px-2',
  )

interface EntryProps {
  entry: MenuEntry
  isOn: boolean
  isNarrow: boolean
}

function Entry({ entry, isOn, isNarrow }: EntryProps) {
  return (
    <KitLink
      href={entry.href}
      aria-current={isOn ? 'page' : undefined}
      aria-label={isNarrow ? entry.label : undefined}
      {...(isNarrow ? tip(entry.label) : {})}
      className={lineStyle(isNarrow)}
    >
      <Icon name={entry.icon} className={isOn ? 'text-accent-text' : 'text-fg-3'} />
      {!isNarrow && <span className="truncate">{entry.label}</span>}
    </KitLink>
  )
}

/** Opens the command palette, which loads while the pointer is on its way. */
function SearchButton({ isNarrow }: { isNarrow: boolean }) {
  const words = useMessages(shellMessages)
  return (
    <button
      type="button"
      aria-label={isNarrow ? words.search : undefined}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K"
      onPointerEnter={preloadPalette}
      onClick={openPalette}
      {...(isNarrow ? tip(words.search) : {})}
      className={cn(
        'mt-2.5 flex h-8 shrink-0 items-center gap-2.5 rounded-control border border-line bg-surface text-fg-3 hover:border-line-strong hover:text-fg-2',
        isNarrow ? 'w-8 justify-center' : 'px-2',
      )}
    >
      <Icon name="search" />
      {!isNarrow && (
        <>
          <span className="grow truncate text-left">{words.search}</span>
          <Kbd>Ctrl K</Kbd>
        </>
      )}
    </button>
  )
}

interface GroupProps {
  label: string | null
  isNarrow: boolean
  children: ReactNode
}

function Group({ label, isNarrow, children }: GroupProps) {
  return (
    <div role="group" aria-label={label ?? undefined} className="flex flex-col gap-px">
      {label && !isNarrow && <div className={HEAD}>{label}</div>}
      {label && isNarrow && <div className="mx-2 my-2 h-px bg-line" />}
      {children}
    </div>
  )
}

interface SidebarProps {
  isNarrow: boolean
  /** Plural of the entity on screen. */
  current: string | null
}

export function Sidebar({ isNarrow, current }: SidebarProps) {
  const words = useMessages(shellMessages)
  const session = useSession()
  const groups = menuGroups(useModel())
  const toggle = (
    <IconButton
      icon={isNarrow ? 'panel-left-open' : 'panel-left-close'}
      label={isNarrow ? words.expand : words.collapse}
      shortcut="["
      className="text-fg-3"
      onClick={() => setSidebar(isNarrow ? 'wide' : 'narrow')}
    />
  )
  return (
    <aside
      className={cn('flex min-h-0 flex-col px-2 pb-2 max-md:hidden', isNarrow && 'items-center')}
    >
      <div
        className={cn(
          'flex h-14 shrink-0 items-center pt-2',
          isNarrow ? 'justify-center' : 'gap-1 pl-2',
        )}
      >
        {isNarrow ? (
          <Mark />
        ) : (
          <>
            <div className="min-w-0 grow">
              <Brand name="One Nexus" under={session.clinic.name} />
            </div>
            {toggle}
          </>
        )}
      </div>
      <SearchButton isNarrow={isNarrow} />
      <nav
        aria-label={words.mainMenu}
        className={cn(
          'mt-2.5 flex min-h-0 grow flex-col gap-px overflow-y-auto',
          isNarrow && 'items-center',
        )}
      >
        {groups.map((group) => (
          <Group key={group.label ?? ''} label={group.label} isNarrow={isNarrow}>
            {group.entries.map((entry) => (
              <Entry
                key={entry.key}
                entry={entry}
                isNarrow={isNarrow}
                isOn={entry.plural === current}
              />
            ))}
          </Group>
        ))}
        <ViewFavorites
          isNarrow={isNarrow}
          lineClassName={lineStyle(isNarrow)}
          headClassName={HEAD}
        />
      </nav>
      <div className={cn('flex shrink-0 flex-col gap-1 pt-2', isNarrow && 'items-center')}>
        {isNarrow && toggle}
        <UserMenu variant={isNarrow ? 'icon' : 'line'} />
      </div>
    </aside>
  )
}
