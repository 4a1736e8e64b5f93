/** The whole menu as a sheet from the bottom, with theme and sign out. */
import { useModel } from '@kit/client/model'
import { KitLink } from '@kit/client/navigation'
import { useSession } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { openPalette } from '@kit/palette/palette-state'
import { Avatar } from '@kit/ui/avatar'
import { cn } from '@kit/ui/cn'
import { Icon } from '@kit/ui/icon'
import { SegmentedControl } from '@kit/ui/segmented'
import { Sheet } from '@kit/ui/sheet'
import { setTheme, useThemeChoice } from '@kit/ui/theme'
import { shellMessages } from '../messages'
import { ViewFavorites } from '../pages/view-favorites'
import { menuGroups } from './menu-groups'
import { LANGUAGES, menuMessages } from './menu-messages'
import { useSignOut } from './sign-out'
import { useLanguage } from './use-language'

const LINE =
  'flex h-11 w-full items-center gap-3 rounded-control px-3 text-body font-medium text-fg-2 hover:bg-hover aria-[current=page]:bg-hover aria-[current=page]:text-fg'

export function PhoneMenu({ current, onClose }: { current: string | null; onClose: () => void }) {
  const shell = useMessages(shellMessages)
  const words = useMessages(menuMessages)
  const [language, setLanguage] = useLanguage()
  const session = useSession()
  const theme = useThemeChoice()
  const signOut = useSignOut()
  return (
    <Sheet open onClose={onClose} label={shell.menu} side="bottom" modal className="p-3">
      <div className="flex items-center gap-3 px-3 py-2">
        <Avatar name={session.member.name} size={40} decorative />
        <div className="min-w-0">
          <div className="truncate text-body font-semibold">{session.member.name}</div>
          <div className="truncate text-meta text-fg-3">{session.clinic.name}</div>
        </div>
      </div>
      <button
        type="button"
        className={cn(LINE, 'mb-2 shrink-0')}
        onClick={() => {
          onClose()
          openPalette()
        }}
      >
        <Icon name="search" className="text-fg-3" />
        {shell.search}
      </button>
      {menuGroups(useModel()).map((group) => (
        <div key={group.label ?? ''} className="border-t border-line py-2">
          {group.label && (
            <div className="px-3 py-1 text-meta font-medium text-fg-3">{group.label}</div>
          )}
          {group.entries.map((entry) => (
            <KitLink
              key={entry.key}
              href={entry.href}
              onClick={onClose}
              aria-current={entry.plural === current ? 'page' : undefined}
              className={LINE}
            >
              <Icon name={entry.icon} className="text-fg-3" />
              {entry.label}
            </KitLink>
          ))}
        </div>
      ))}
      <div className="border-t border-line py-2 empty:hidden">
        <ViewFavorites
          lineClassName={LINE}
          headClassName="px-3 py-1 text-meta font-medium text-fg-3"
          onChosen={onClose}
        />
      </div>
      <div className="flex flex-col gap-3 border-t border-line px-3 py-3">
        <SegmentedControl
          label={words.theme}
          value={theme}
          onChange={setTheme}
          items={[
            { key: 'light', label: words.light },
            { key: 'dark', label: words.dark },
            { key: 'system', label: words.system },
          ]}
        />
        <SegmentedControl
          label={words.language}
          value={language}
          onChange={setLanguage}
          items={LANGUAGES.map(({ key, label }) => ({ key, label }))}
        />
      </div>
      <button type="button" className={LINE} onClick={signOut}>
        <Icon name="log-out" className="text-fg-3" />
        {words.signOut}
      </button>
    </Sheet>
  )
}
