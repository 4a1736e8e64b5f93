/** The menu at the left, from the clinic's model. 240 px with words, 56 px with icons whose tooltips are the words. */
import { useModel } from '@kit/client/model'
import { KitLink } from '@kit/client/navigation'
import { useSession } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { cn } from '@kit/ui/cn'
import { Icon } from '@kit/ui/icon'
import { IconButton } from '@kit/ui/icon-button'
import { tip } from '@kit/ui/tooltip'
import { shellMessages } from '../messages'
import { Brand, Mark } from './brand'
import { type MenuEntry, menuGroups } from './menu-groups'
import { setSidebar } from './sidebar-state'
import { UserMenu } from './user-menu'

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
      className={cn(
        'flex items-center gap-2.5 rounded-control font-medium text-fg-2 transition-colors duration-100 hover:bg-hover aria-[current=page]:bg-hover aria-[current=page]:text-fg',
        isNarrow ? 'h-8.5 w-9 justify-center' : 'h-7.5 px-2',
      )}
    >
      <Icon name={entry.icon} className={isOn ? 'text-accent-text' : 'text-fg-3'} />
      {!isNarrow && <span className="truncate">{entry.label}</span>}
    </KitLink>
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
      <nav
        aria-label={words.mainMenu}
        className={cn(
          'mt-2.5 flex min-h-0 grow flex-col gap-px overflow-y-auto',
          isNarrow && 'items-center',
        )}
      >
        {groups.map((group) => (
          <div
            key={group.label ?? ''}
            role="group"
            aria-label={group.label ?? undefined}
            className="flex flex-col gap-px"
          >
            {group.label && !isNarrow && (
              <div className="px-2 pt-3.5 pb-1 text-meta font-medium text-fg-3">{group.label}</div>
            )}
            {group.label && isNarrow && <div className="mx-2 my-2 h-px bg-line" />}
            {group.entries.map((entry) => (
              <Entry
                key={entry.key}
                entry={entry}
                isNarrow={isNarrow}
                isOn={entry.plural === current}
              />
            ))}
          </div>
        ))}
      </nav>
      <div className={cn('flex shrink-0 flex-col gap-1 pt-2', isNarrow && 'items-center')}>
        {isNarrow && toggle}
        <UserMenu variant={isNarrow ? 'icon' : 'line'} />
      </div>
    </aside>
  )
}
