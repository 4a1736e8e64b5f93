/** The session ended in the middle of work: sign in again over the page, which keeps everything typed. */
import { settleRelogin, useSession } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { Button } from '@kit/ui/button'
import { Dialog } from '@kit/ui/dialog'
import { CredentialsForm } from '../login/credentials-form'
import { menuMessages } from './menu-messages'

export function ReloginDialog({ onOtherAccount }: { onOtherAccount: () => void }) {
  const words = useMessages(menuMessages)
  const { account } = useSession()
  const leave = () => {
    settleRelogin(false)
    onOtherAccount()
  }
  return (
    <Dialog open required onClose={leave} title={words.relogin} description={words.reloginWhy}>
      <CredentialsForm email={account.email} onSignedIn={() => settleRelogin(true)} />
      <Button variant="ghost" className="mt-2 w-full" onClick={leave}>
        {words.otherAccount}
      </Button>
    </Dialog>
  )
}
