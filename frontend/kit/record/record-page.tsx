/** A record: its bar, its body once it is read, and what is said when it is not there (any more). */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useNavigation } from '../client/navigation'
import { isProblem } from '../client/problem'
import { titleText } from '../fields/reference'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ProblemCard } from '../ui/error-card'
import { toast } from '../ui/toaster'
import { usePhone } from '../views/use-phone'
import { changeMessages } from './change-messages'
import { type RecordMode } from './contract'
import { PaneTools, RecordBar } from './record-bar'
import { RecordMenu } from './record-menu'
import { recordMessages } from './record-messages'
import { RecordBody } from './record-sheet'
import { BodySkeleton } from './record-skeleton'
import { RelatedActions } from './related-buttons'
import { isGone, useRemoteChange } from './remote-changes'
import { useTrail } from './trail'
import { recordQuery } from './use-record'
import { useTrash } from './use-trash'

export interface RecordPageProps {
  entity: EntityPlan
  id: string
  mode?: RecordMode
  /** A pane with room for one column only. */
  isNarrow?: boolean
  onClose?: () => void
}

export function RecordPage({ entity, id, mode = 'page', isNarrow, onClose }: RecordPageProps) {
  const words = useMessages(recordMessages)
  const context = useLocale()
  const phone = usePhone()
  const { back } = useNavigation()
  const trail = useTrail(entity.name, id)
  const [removed, setRemoved] = useState<string | null>(null) // nothing asks for it while this closes
  const remote = useRemoteChange(entity.name, id)
  const { data, error, refetch } = useQuery({
    ...recordQuery(entity, id),
    enabled: ({ state }) => removed !== id && !isGone(remote, state.data?.data),
  })
  const gone = isGone(remote, data?.data)
  const row = gone ? undefined : data?.data
  const title = row ? titleText(row[entity.title], context) : ''
  const leave = () => (onClose ? onClose() : back(entity.name))
  const remove = useTrash(entity, {
    onLeaving: (isLeaving) => setRemoved(isLeaving ? id : null),
    onGone: leave,
  })
  useGoneNotice(mode !== 'page' && gone, data?.data[entity.title], onClose)
  const menu = row && (
    <>
      {mode !== 'peek' && !phone && !isNarrow && (
        <RelatedActions entity={entity} row={row} place={mode === 'pane' ? 'pane' : 'bar'} />
      )}
      {canDelete(entity, row) && <RecordMenu onRemove={() => void remove(row)} />}
    </>
  )
  const hasBar = mode !== 'pane' || phone
  return (
    <div className="flex h-full min-h-0 grow flex-col">
      {mode === 'page' && <title>{`${title || entity.label} · One Nexus`}</title>}
      {mode === 'page' && !row && <h1 className="sr-only">{entity.label}</h1>}
      {hasBar && (
        <RecordBar
          entity={entity}
          id={id}
          title={title}
          isLoading={!row && !error}
          mode={mode}
          trail={trail}
          onClose={onClose}
          menu={menu}
        />
      )}
      {gone ? (
        <Gone onBack={leave} />
      ) : row ? (
        <RecordBody
          entity={entity}
          row={row}
          mode={isNarrow && mode === 'pane' ? 'peek' : mode}
          tools={!hasBar && <PaneTools entity={entity} id={id} menu={menu} />}
        />
      ) : isProblem(error) && (error.status === 404 || error.status === 403) ? (
        <EmptyState
          icon="lock"
          title={words.notFound}
          actions={<Button onClick={leave}>{words.back}</Button>}
        />
      ) : error ? (
        <ProblemCard error={error} title={words.loadFailed} onRetry={() => void refetch()} />
      ) : (
        <BodySkeleton />
      )}
    </div>
  )
}

const canDelete = (entity: EntityPlan, row: Row & { can?: string[] }) =>
  (entity.can.delete ?? false) && (row.can?.includes('delete') ?? true)

/** At the side a record that went away closes; on its own page it says so and stays. */
function useGoneNotice(isGoneHere: boolean, title: unknown, onClose: (() => void) | undefined) {
  const words = useMessages(changeMessages)
  const context = useLocale()
  const close = useEffectEvent(() => {
    toast({ text: words.goneToast(titleText(title, context)) })
    onClose?.()
  })
  useEffect(() => {
    if (isGoneHere) close()
  }, [isGoneHere])
}

function Gone({ onBack }: { onBack: () => void }) {
  const words = useMessages(changeMessages)
  return (
    <div role="status" className="grow">
      <EmptyState
        icon="trash-2"
        title={words.goneTitle}
        actions={<Button onClick={onBack}>{words.back}</Button>}
      >
        {words.goneWhy}
      </EmptyState>
    </div>
  )
}
