/** Says, above everything, that the clinic is not live or that there is no connection. */
import { useSession } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { Icon } from '@kit/ui/icon'
import { useSyncExternalStore } from 'react'
import { shellMessages } from '../messages'

function Banner({ icon, title, children }: { icon: string; title: string; children: string }) {
  return (
    <div
      role="status"
      data-slot="banner"
      className="flex min-h-8 shrink-0 items-center gap-2 border-b border-line bg-warn-soft px-4 py-1 text-meta text-warn-text"
    >
      <Icon name={icon} size={14} />
      <span className="min-w-0">
        <b>{title}.</b> {children}
      </span>
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

export function OfflineBanner() {
  const words = useMessages(shellMessages)
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine)
  if (isOnline) return null
  return (
    <Banner icon="wifi-off" title={words.offline}>
      {words.offlineWhy}
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
