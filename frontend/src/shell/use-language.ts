/** The language of the account: kept by the server, so labels and refusals follow too. */

import { keys } from '@kit/client/data'
import { request, wireHttp } from '@kit/client/http'
import { useSession } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { type Locale, toLocale } from '@kit/i18n/messages'
import { type Session } from '@kit/meta/wire'
import { toast } from '@kit/ui/toaster'
import { useQueryClient } from '@tanstack/react-query'
import { setGuestLocale } from '../guest-locale'
import { menuMessages } from './menu-messages'

export function useLanguage(): [Locale, (locale: Locale) => void] {
  const client = useQueryClient()
  const session = useSession()
  const words = useMessages(menuMessages)
  const choose = async (locale: Locale) => {
    try {
      const now = await request<Session>('/session', { method: 'PATCH', body: { locale } })
      setGuestLocale(locale) // the login page of this browser speaks it too
      wireHttp({ csrf: now.csrf, locale })
      client.setQueryData(keys.session, now)
      await client.invalidateQueries({ queryKey: keys.model })
      await client.invalidateQueries({ queryKey: ['data'] })
    } catch {
      toast({ text: words.languageFailed, tone: 'bad' })
    }
  }
  const current = toLocale(session.account.locale || session.clinic.locale)
  return [current, (locale) => void choose(locale)]
}
