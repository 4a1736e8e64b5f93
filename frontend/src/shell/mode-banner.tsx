/** Says, above everything, that the clinic is not live or that there is no connection. */
import { retryNow, useConnection } from '@kit/client/connection'
import { useSession } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { Icon } from '@kit/ui/icon'
import { type ReactNode, useSyncExternalStore } from 'react'
import { shellMessages } from '../messages'

interface BannerProps {
  icon: string
  title: string
  children: ReactNode
  action?: ReactNode
}

function Banner({ icon, title, children, action }: BannerProps) {
  return (
    <div
      role="status"
      data-slot="banner"
      className="flex min-h-8 shrink-0 items-center gap-2 border-b border-line bg-warn-soft px-4 py-1 text-meta text-warn-text"
    >
      <Icon name={icon} size={14} />
      <span className="min-w-0 grow">
        <b>{title}.</b> {children}
      </span>
      {action}
    </div>
  )
}

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** No network, or nobody answers: how many saves wait, and a way to try at once. */
export function OfflineBanner() {
  const words = useMessages(shellMessages)
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine)
  const { isDown, waiting } = useConnection()
  if (isOnline && !isDown) return null
  return (
    <Banner
      icon="wifi-off"
      title={isOnline ? words.noAnswer : words.offline}
      action={
        isOnline && (
          <button
            type="button"
            onClick={retryNow}
            className="shrink-0 rounded-chip px-2 py-0.5 font-semibold underline max-md:min-h-10"
          >
            {words.tryAgain}
          </button>
        )
      }
    >
      {waiting > 0 ? words.saves(waiting) : isOnline ? words.noAnswerWhy : words.offlineWhy}
    </Banner>
  )
}

export function ModeBanner() {
  const words = useMessages(shellMessages)
  const { mode } = useSession().clinic
  if (mode === 'live') return null
  const isFrozen = mode === 'frozen'
  return (
    <Banner icon={isFrozen ? 'lock' : 'info'} title={isFrozen ? words.frozen : words.sandbox}>
      {isFrozen ? words.frozenWhy : words.sandboxWhy}
    </Banner>
  )
}
