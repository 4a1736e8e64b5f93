/** Bottom bar of a phone: the first four places of the menu, and the rest behind Menu. */
import { useModel } from '@kit/client/model'
import { KitLink } from '@kit/client/navigation'
import { useMessages } from '@kit/i18n/locale-context'
import { Icon } from '@kit/ui/icon'
import { lazy, Suspense, useState } from 'react'
import { shellMessages } from '../messages'
import { flatMenu } from './menu-groups'

const PhoneMenu = lazy(() =>
  import('./phone-menu').then((module) => ({ default: module.PhoneMenu })),
)
const FIRST = 4
const CELL =
  'flex h-full flex-col items-center justify-center gap-0.75 rounded-control text-meta font-medium text-fg-2 -outline-offset-2 aria-[current=page]:text-accent-text'

export function PhoneBar({ current }: { current: string | null }) {
  const words = useMessages(shellMessages)
  const [isOpen, setOpen] = useState(false)
  const entries = flatMenu(useModel())
  return (
    <nav
      aria-label={words.phoneMenu}
      className="grid h-15 shrink-0 auto-cols-[minmax(min-content,1fr)] grid-flow-col border-t border-line bg-bg px-1 pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {entries.slice(0, FIRST).map((entry) => (
        <KitLink
          key={entry.key}
          href={entry.href}
          aria-current={entry.plural === current ? 'page' : undefined}
          className={CELL}
        >
          <Icon name={entry.icon} size={20} />
          <span className="line-clamp-2 px-0.5 text-center leading-3.5">{entry.label}</span>
        </KitLink>
      ))}
      <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)} className={CELL}>
        <Icon name="menu" size={20} />
        {words.menu}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <PhoneMenu current={current} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </nav>
  )
}
