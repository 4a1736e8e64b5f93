/** Whether the API is ready to serve, in a word, before anyone types a password. */
import { request } from '@kit/client/http'
import { useMessages } from '@kit/i18n/locale-context'
import { cn } from '@kit/ui/cn'
import { useQuery } from '@tanstack/react-query'
import { loginMessages } from './messages'

export function ServiceState() {
  const words = useMessages(loginMessages)
  const ready = useQuery({
    queryKey: ['ready'],
    queryFn: ({ signal }) => request<unknown>('/ready', { signal, relogin: false }),
    retry: 1,
    refetchInterval: 30_000,
  })
  const text = ready.isSuccess
    ? words.serviceUp
    : ready.isError
      ? words.serviceDown
      : words.serviceChecking
  return (
    <span role="status" className="flex items-center gap-1.5">
      <span
        aria-hidden
        className={cn(
          'size-2 rounded-full',
          ready.isSuccess ? 'bg-ok' : ready.isError ? 'bg-bad' : 'bg-fg-3',
        )}
      />
      {text}
    </span>
  )
}
