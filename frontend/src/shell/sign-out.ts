import { forgetModel } from '@kit/client/model'
import { signOut } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { toast } from '@kit/ui/toaster'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { menuMessages } from './menu-messages'

export function useSignOut(): () => void {
  const client = useQueryClient()
  const navigate = useNavigate()
  const words = useMessages(menuMessages)
  return () => {
    void (async () => {
      try {
        await signOut(client, () => navigate({ to: '/login', search: {} }))
        forgetModel()
      } catch {
        toast({ text: words.signOutFailed, tone: 'bad' })
      }
    })()
  }
}
