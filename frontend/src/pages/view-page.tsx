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
import { type ViewPatch, type ViewState } from '@kit/views/contract'
import { viewKinds } from '@kit/views/registry'
import { useWidth } from '@kit/views/use-width'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react'
import { recordHref } from '../addresses'
import { shellMessages } from '../messages'
import { CreateDialog } from '../record/lazy-parts'
import { lazyView } from './lazy-view'
import { asKind } from './view-kinds'
import { ViewMenu } from './view-menu'
import { patchView, usePatched } from './view-patch'
import { ViewPicker } from './view-picker'
import { ViewSave } from './view-save'
import { ViewStar } from './view-star'
import { ViewSwitch } from './view-switch'

/** Narrower than this, the kinds that are not on show as icons. */
const ROOM_FOR_KINDS = 1180
const ViewProblems = lazy(() =>
  import('./view-problems').then((module) => ({ default: module.ViewProblems })),
)

const RefusedView = lazy(() =>
  import('@kit/views/refused-view').then((module) => ({ default: module.RefusedView })),
)
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
  onPatch,
  onCreate,
}: ViewPageProps & {
  onPatch: (change: ViewPatch) => void
  onCreate: (defaults?: Partial<Row>) => void
}) {
  const words = useMessages(shellMessages)
  const navigate = useNavigate()
  const kind = state.as ?? view.kind
  const definition = viewKinds.get(kind)
  const View = lazyView(kind)
  if (!definition || !View) {
    return (
      <ErrorCard icon="circle-dashed" title={words.viewUnknown(kind)} code={view.key}>
        {words.viewUnknownWhy}
      </ErrorCard>
    )
  }
  const reasons = definition.accepts(entity, asKind(view, kind))
  if (reasons.length > 0) {
    return (
      <Suspense fallback={null}>
        <RefusedView
          icon={definition.icon}
          title={words.viewRefused}
          code={view.key}
          reasons={reasons}
        />
      </Suspense>
    )
  }
  return (
    <ErrorBoundary
      name={`view ${view.key}`}
      resetKey={`${view.key} ${kind}`}
      fallback={(_, reset) => (
        <ErrorCard title={words.viewFailed} code={view.key} onRetry={reset} />
      )}
    >
      <Suspense
        key={`${view.key} ${kind}`}
        fallback={
          <Suspense fallback={null}>
            <definition.Skeleton entity={entity} view={view} />
          </Suspense>
        }
      >
        <View
          key={view.key}
          entity={entity}
          view={view}
          state={state}
          setState={onState}
          patchView={onPatch}
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

export function ViewPage({ entity, view: saved, state, onState }: ViewPageProps) {
  const words = useMessages(shellMessages)
  const { locale } = useLocale()
  const [draft, setDraft] = useState<Partial<Row> | null>(null)
  const createLabel = words.create(inSentence(entity.label, locale))
  const view = usePatched(saved)
  const bar = useRef<HTMLElement>(null)
  const width = useWidth(bar)
  useHotkey(
    { keys: 'c', label: createLabel, group: entity.labelPlural },
    () => setDraft({}),
    entity.can.create,
  )
  return (
    <>
      <title>{`${view.label}, ${entity.labelPlural} · One Nexus`}</title>
      <TopBar ref={bar}>
        <div className="flex min-w-0 items-center gap-1 max-md:flex-col max-md:items-start max-md:gap-0">
          <h1 className="flex min-w-0 shrink-0 items-center gap-2 font-semibold text-fg max-md:text-body">
            <Icon name={entity.icon} className="text-fg-2 max-md:hidden" />
            <span className="truncate">{entity.labelPlural}</span>
          </h1>
          <span aria-hidden className="pl-1 text-fg-3 max-md:hidden">
            /
          </span>
          <ViewPicker entity={entity} view={view} state={state} onState={onState} />
        </div>
        <ViewStar entity={entity} view={view} className="max-md:hidden" />
        <ViewSwitch
          entity={entity}
          view={view}
          state={state}
          onState={onState}
          isNarrow={width < ROOM_FOR_KINDS}
          className="ml-1 min-w-0 shrink-0 max-md:hidden"
        />
        <ViewSave
          entity={entity}
          view={view}
          state={state}
          onState={onState}
          className="flex shrink-0 items-center max-md:hidden"
        />
        <TopBarTools>
          <ViewMenu entity={entity} />
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
      {view.problems && view.problems.length > 0 && (
        <Suspense fallback={null}>
          <ViewProblems view={saved} />
        </Suspense>
      )}
      <div className="flex min-h-0 grow flex-col">
        <ViewBody
          entity={entity}
          view={view}
          state={state}
          onState={onState}
          onPatch={(change) => patchView(saved, change)}
          onCreate={(defaults) => setDraft(defaults ?? {})}
        />
      </div>
      {state.record && !viewKinds.get(state.as ?? view.kind)?.showsRecord && (
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
