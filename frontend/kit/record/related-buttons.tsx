/** Buttons that make a record tied to this one. Beside its title on a desk, a row of tiles on a phone. */
import { lazy, Suspense, useState } from 'react'
import { useModel } from '../client/model'
import { type EntityPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { ErrorBoundary } from '../ui/error-card'
import { Icon } from '../ui/icon'
import { linkTo, type RelatedAction, relatedActions } from './related-actions'

const CreateDialog = lazy(() =>
  import('./create-dialog').then((module) => ({ default: module.CreateDialog })),
)

export function useRelatedActions(entity: EntityPlan): RelatedAction[] {
  return relatedActions(useModel(), entity)
}

interface CreateRelatedProps {
  entity: EntityPlan
  row: Row
  action: RelatedAction
  onClose: () => void
}

export function CreateRelated({ entity, row, action, onClose }: CreateRelatedProps) {
  return (
    <ErrorBoundary name="create" resetKey={action.key}>
      <Suspense fallback={null}>
        <CreateDialog
          entity={action.target}
          open
          title={action.label}
          defaults={{ [action.inverse.name]: linkTo(entity, row) }}
          onClose={onClose}
          onCreated={onClose}
        />
      </Suspense>
    </ErrorBoundary>
  )
}

interface RelatedActionsProps {
  entity: EntityPlan
  row: Row
  /** `bar`: the first is the primary button of the screen; in a `pane` the view has that. */
  place: 'bar' | 'pane' | 'tiles'
}

const SHOWN = { bar: 3, pane: 2, tiles: 4 }
const FIRST = { bar: 'primary', pane: 'soft', tiles: 'outline' } as const

export function RelatedActions({ entity, row, place }: RelatedActionsProps) {
  const actions = useRelatedActions(entity).slice(0, SHOWN[place])
  const [open, setOpen] = useState<RelatedAction | null>(null)
  if (actions.length === 0) return null
  const ordered = place === 'tiles' ? actions : actions.toReversed()
  return (
    <>
      {place !== 'tiles' ? (
        ordered.map((action) => (
          <Button
            key={action.key}
            icon={action.icon}
            variant={action === actions[0] ? FIRST[place] : 'outline'}
            onClick={() => setOpen(action)}
          >
            {action.label}
          </Button>
        ))
      ) : (
        <div className="mt-3.5 grid auto-cols-fr grid-flow-col gap-2">
          {ordered.map((action) => (
            <button
              key={action.key}
              type="button"
              onClick={() => setOpen(action)}
              className={cn(
                'flex min-h-14 min-w-0 flex-col items-center justify-center gap-1 rounded-card border px-1.5 py-2 text-meta font-medium',
                actions.length === 1 && 'min-h-11 flex-row gap-2 text-ui',
                action === actions[0]
                  ? 'border-transparent bg-accent text-accent-fg'
                  : 'border-line bg-surface text-fg',
              )}
            >
              <Icon name={action.icon} />
              <span className="max-w-full truncate">{action.label}</span>
            </button>
          ))}
        </div>
      )}
      {open && (
        <CreateRelated entity={entity} row={row} action={open} onClose={() => setOpen(null)} />
      )}
    </>
  )
}
