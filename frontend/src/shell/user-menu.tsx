/** The person at the foot of the menu. The menu itself loads on the first press or hover: it is not needed to work. */
import { useSession } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { Avatar } from '@kit/ui/avatar'
import { cn } from '@kit/ui/cn'
import { tip } from '@kit/ui/tooltip'
import { type ComponentProps, lazy, type Ref, Suspense, useState } from 'react'
import { shellMessages } from '../messages'

const loadMenu = () => import('./user-menu-items')
const UserMenuItems = lazy(() => loadMenu().then((module) => ({ default: module.UserMenuItems })))

interface UserButtonProps extends ComponentProps<'button'> {
  variant: 'line' | 'icon' | 'phone'
  ref?: Ref<HTMLButtonElement>
}

export function UserButton({ variant, className, ...props }: UserButtonProps) {
  const words = useMessages(shellMessages)
  const session = useSession()
  const role = session.roles.map((item) => item.label).join(', ')
  const unit = session.member.units[0]?.name
  if (variant === 'icon') {
    return (
      <button
        type="button"
        aria-label={`${session.member.name}, ${words.account}`}
        className={cn(
          'grid h-10 w-9 place-items-center rounded-control hover:bg-hover aria-expanded:bg-hover',
          className,
        )}
        {...tip(session.member.name)}
        {...props}
      >
        <Avatar name={session.member.name} decorative />
      </button>
    )
  }
  return (
    <button
      type="button"
      className={cn(
        'flex w-full items-center gap-2.5 rounded-control px-2 text-left hover:bg-hover aria-expanded:bg-hover',
        variant === 'phone' ? 'h-14' : 'h-10',
        className,
      )}
      {...props}
    >
      <Avatar name={session.member.name} decorative size={variant === 'phone' ? 32 : 24} />
      <span className="min-w-0 grow">
        <span className="block truncate leading-4 font-medium text-fg">{session.member.name}</span>
        <span className="block truncate text-meta text-fg-3">
          {[role, unit].filter(Boolean).join(', ')}
        </span>
      </span>
      <span className="sr-only">, {words.account}</span>
    </button>
  )
}

export function UserMenu({ variant }: { variant: 'line' | 'icon' }) {
  const [isWanted, setWanted] = useState(false)
  const button = <UserButton variant={variant} />
  const closed = (
    <UserButton
      variant={variant}
      aria-haspopup="menu"
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setWanted(true)}
    />
  )
  if (!isWanted) return closed
  return (
    <Suspense fallback={closed}>
      <UserMenuItems trigger={button} />
    </Suspense>
  )
}
