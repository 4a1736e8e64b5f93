/** Says, above everything, that the clinic is not live. */
import { useSession } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { Icon } from '@kit/ui/icon'
import { shellMessages } from '../messages'

export function ModeBanner() {
  const words = useMessages(shellMessages)
  const { mode } = useSession().clinic
  if (mode === 'live') return null
  const isFrozen = mode === 'frozen'
  return (
    <div
      role="status"
      className="flex min-h-8 shrink-0 items-center gap-2 border-b border-line bg-warn-soft px-4 py-1 text-meta text-warn-text"
    >
      <Icon name={isFrozen ? 'lock' : 'info'} size={14} />
      <span className="min-w-0">
        <b>{isFrozen ? words.frozen : words.sandbox}.</b>{' '}
        {isFrozen ? words.frozenWhy : words.sandboxWhy}
      </span>
    </div>
  )
}
