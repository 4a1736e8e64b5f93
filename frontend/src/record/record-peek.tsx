/** The record named in the address, at the side of the view it was opened from. */
import { kitMessages } from '@kit/i18n/kit-messages'
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan } from '@kit/meta/plan'
import { ErrorBoundary, ErrorCard } from '@kit/ui/error-card'
import { IconButton } from '@kit/ui/icon-button'
import { Sheet } from '@kit/ui/sheet'
import { TopBar, TopBarTools } from '@kit/ui/top-bar'
import { Suspense } from 'react'
import { RecordPage } from './lazy-parts'
import { RecordSkeleton } from './record-skeleton'

interface RecordPeekProps {
  entity: EntityPlan
  id: string
  onClose: () => void
}

export function RecordPeek({ entity, id, onClose }: RecordPeekProps) {
  const words = useMessages(kitMessages)
  const failed = (_: unknown, reset: () => void) => (
    <>
      <TopBar>
        <TopBarTools>
          <IconButton icon="x" label={words.close} shortcut="Esc" onClick={onClose} />
        </TopBarTools>
      </TopBar>
      <ErrorCard code={`${entity.name} ${id.slice(-12)}`} onRetry={reset} />
    </>
  )
  return (
    <Sheet open onClose={onClose} label={entity.label}>
      <ErrorBoundary name="record" resetKey={id} fallback={failed}>
        <Suspense fallback={<RecordSkeleton />}>
          <RecordPage entity={entity} id={id} mode="peek" onClose={onClose} />
        </Suspense>
      </ErrorBoundary>
    </Sheet>
  )
}
