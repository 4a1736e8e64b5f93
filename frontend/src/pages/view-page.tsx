/** One view of one entity: top bar, the view of its kind, the record at the side, the create dialog. Knows no entity by name. */
import { useLocale, useMessages } from '@kit/i18n/locale-context'
import { inSentence } from '@kit/meta/format'
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { type Row } from '@kit/meta/wire'
import { Button } from '@kit/ui/button'
import { ErrorBoundary, ErrorCard } from '@kit/ui/error-card'
import { useHotkey } from '@kit/ui/hotkeys'
import { Icon } from '@kit/ui/icon'
import { IconButton } from '@kit/ui/icon-button'
import { toast } from '@kit/ui/toaster'
import { TopBar, TopBarTools } from '@kit/ui/top-bar'
import { type ViewState } from '@kit/views/contract'
import { viewKinds } from '@kit/views/registry'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { recordHref } from '../addresses'
import { shellMessages } from '../messages'
import { CreateDialog } from '../record/lazy-parts'
import { lazyView } from './lazy-view'
import { ViewPick, ViewSwitch } from './view-switch'

const RecordPeek = lazy(() =>
  import('../record/record-peek').then((module) => ({ default: module.RecordPeek })),
)

interface ViewPageProps {
  entity: EntityPlan
  view: ViewPlan
  state: ViewState
  onState: (change: Partial<ViewState>, options?: { replace?: boolean }) => void
}

function ViewBody({
  entity,
  view,
  state,
  onState,
  onCreate,
}: ViewPageProps & { onCreate: (defaults?: Partial<Row>) => void }) {
  const words = useMessages(shellMessages)
  const navigate = useNavigate()
  const definition = viewKinds.get(view.kind)
  const View = lazyView(view.kind)
  if (!definition || !View) {
    return (
      <ErrorCard icon="circle-dashed" title={words.viewUnknown(view.kind)} code={view.key}>
        {words.viewUnknownWhy}
      </ErrorCard>
    )
  }
  const reasons = definition.accepts(entity, view)
  if (reasons.length > 0) {
    return (
      <ErrorCard icon={definition.icon} title={words.viewRefused} code={view.key}>
        {reasons.join(' ')}
      </ErrorCard>
    )
  }
  return (
    <ErrorBoundary
      name={`view ${view.key}`}
      resetKey={view.key}
      fallback={(_, reset) => (
        <ErrorCard title={words.viewFailed} code={view.key} onRetry={reset} />
      )}
    >
      <Suspense key={view.key} fallback={<definition.Skeleton entity={entity} view={view} />}>
        <View
          key={view.key}
          entity={entity}
          view={view}
          state={state}
          setState={onState}
          createRecord={onCreate}
          openRecord={(id, mode = 'peek') => {
            if (mode === 'peek') onState({ record: id })
            else void navigate({ to: recordHref(entity.plural, id) })
          }}
        />
      </Suspense>
    </ErrorBoundary>
  )
}

/** The dialog could not load: says so once and leaves the page as it was. */
function CreateFailed({ onClose }: { onClose: () => void }) {
  const words = useMessages(shellMessages)
  const close = useEffectEvent(onClose)
  useEffect(() => {
    toast({ text: words.createFailed, tone: 'bad' })
    close()
  }, [words])
  return null
}

function searchText(state: ViewState): string {
  const search = new URLSearchParams()
  if (state.q) search.set('q', state.q)
  if (state.filter) search.set('filter', state.filter)
  const text = search.toString()
  return text && `?${text}`
}

export function ViewPage({ entity, view, state, onState }: ViewPageProps) {
  const words = useMessages(shellMessages)
  const { locale } = useLocale()
  const [draft, setDraft] = useState<Partial<Row> | null>(null)
  const createLabel = words.create(inSentence(entity.label, locale))
  const search = searchText(state)
  useHotkey(
    { keys: 'c', label: createLabel, group: entity.labelPlural },
    () => setDraft({}),
    entity.can.create,
  )
  return (
    <>
      <title>{`${view.label}, ${entity.labelPlural} · One Nexus`}</title>
      <TopBar>
        <div className="min-w-0">
          <h1 className="flex min-w-0 items-center gap-2 font-semibold text-fg max-md:text-body">
            <Icon name={entity.icon} className="text-fg-2 max-md:hidden" />
            <span className="truncate">{entity.labelPlural}</span>
          </h1>
          <div className="md:hidden">
            <ViewPick entity={entity} view={view} search={search} />
          </div>
        </div>
        <ViewSwitch entity={entity} view={view} search={search} className="ml-2 max-md:hidden" />
        <TopBarTools>
          {entity.can.create && (
            <>
              <Button
                variant="primary"
                icon="plus"
                shortcut="C"
                onClick={() => setDraft({})}
                className="max-md:hidden"
              >
                {createLabel}
              </Button>
              <IconButton
                icon="plus"
                label={createLabel}
                onClick={() => setDraft({})}
                className="bg-accent text-accent-fg hover:bg-accent-hover hover:text-accent-fg md:hidden"
              />
            </>
          )}
        </TopBarTools>
      </TopBar>
      <div className="flex min-h-0 grow flex-col">
        <ViewBody
          entity={entity}
          view={view}
          state={state}
          onState={onState}
          onCreate={(defaults) => setDraft(defaults ?? {})}
        />
      </div>
      {state.record && (
        <Suspense fallback={null}>
          <RecordPeek
            entity={entity}
            id={state.record}
            onClose={() => onState({ record: undefined })}
          />
        </Suspense>
      )}
      {draft && (
        <ErrorBoundary
          name="create"
          fallback={() => <CreateFailed onClose={() => setDraft(null)} />}
        >
          <Suspense fallback={null}>
            <CreateDialog
              entity={entity}
              open
              defaults={draft}
              onClose={() => setDraft(null)}
              onCreated={(row) => {
                setDraft(null)
                onState({ record: row.id })
              }}
            />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  )
}
