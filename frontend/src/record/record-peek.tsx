/** The record named in the address, at the side of the view it was opened from. */
import { type EntityPlan } from '@kit/meta/plan'
import { ErrorBoundary } from '@kit/ui/error-card'
import { Sheet } from '@kit/ui/sheet'
import { Suspense } from 'react'
import { RecordPage } from './lazy-parts'
import { RecordSkeleton } from './record-skeleton'

interface RecordPeekProps {
  entity: EntityPlan
  id: string
  onClose: () => void
}

export function RecordPeek({ entity, id, onClose }: RecordPeekProps) {
  return (
    <Sheet open onClose={onClose} label={entity.label}>
      <ErrorBoundary name="record" resetKey={id}>
        <Suspense fallback={<RecordSkeleton />}>
          <RecordPage entity={entity} id={id} mode="peek" onClose={onClose} />
        </Suspense>
      </ErrorBoundary>
    </Sheet>
  )
}
