/** Pages that only say something: not found, no module, could not start. */
import { useMessages } from '@kit/i18n/locale-context'
import { Button } from '@kit/ui/button'
import { EmptyState } from '@kit/ui/empty-state'
import { ProblemCard } from '@kit/ui/error-card'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { shellMessages } from '../messages'

export function NotFoundPage() {
  const words = useMessages(shellMessages)
  const navigate = useNavigate()
  return (
    <EmptyState
      isPage
      icon="map-pin"
      title={words.notFound}
      actions={
        <Button variant="primary" onClick={() => void navigate({ to: '/' })}>
          {words.goHome}
        </Button>
      }
    >
      {words.notFoundWhy}
    </EmptyState>
  )
}

export function NoMenuPage() {
  const words = useMessages(shellMessages)
  return (
    <EmptyState isPage icon="lock" title={words.noMenu}>
      {words.noMenuWhy}
    </EmptyState>
  )
}

export function NoViewsPage({ label }: { label: string }) {
  const words = useMessages(shellMessages)
  return (
    <EmptyState isPage icon="layers" title={words.noViews(label)}>
      {words.noViewsWhy}
    </EmptyState>
  )
}

/** Before the shell exists: the session or the model could not be read. */
export function BootErrorPage({ error }: { error: unknown }) {
  const words = useMessages(shellMessages)
  const router = useRouter()
  return (
    <main className="grid h-dvh place-items-center bg-surface">
      <ProblemCard
        error={error}
        title={words.bootFailed}
        onRetry={() => void router.invalidate()}
      />
    </main>
  )
}
