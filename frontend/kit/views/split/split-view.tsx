/** The split view: toolbar, the list, and beside it the record that is chosen, alive. On a phone one, then the other. */
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { leaveTrail } from '../../record/trail'
import { cn } from '../../ui/cn'
import { EmptyState } from '../../ui/empty-state'
import { ErrorBoundary, ProblemCard } from '../../ui/error-card'
import { askedOf } from '../asked'
import { askedRows, inBoardColumns } from '../asked-rows'
import { type ViewProps } from '../contract'
import { useRowsTotal } from '../rows-total'
import { usePhone } from '../use-phone'
import { useRows } from '../use-rows'
import { useWidth } from '../use-width'
import { ViewEmpty } from '../view-empty'
import { viewMessages } from '../view-messages'
import { ViewToolbar } from '../view-toolbar'
import { Divider, useListWidth } from './divider'
import { LeaveRecord } from './leave-record'
import { SplitList } from './split-list'
import { splitMessages } from './split-messages'
import { splitFields, splitPlan } from './split-plan'
import { PaneSkeleton, SplitListSkeleton } from './split-skeleton'
import { useChoice } from './use-choice'

const RecordPage = lazy(() =>
  import('../../record/record-page').then((module) => ({ default: module.RecordPage })),
)

/** Under this there is no room for the attributes beside the tabs. */
const TWO_COLUMNS = 720

export function SplitView(props: ViewProps) {
  const { entity, view, state } = props
  const words = useMessages(splitMessages)
  const shared = useMessages(viewMessages)
  const client = useQueryClient()
  const phone = usePhone()
  const root = useRef<HTMLDivElement>(null)
  const pane = useRef<HTMLElement>(null)
  const whole = useWidth(root)
  const [width, setWidth] = useListWidth()
  const asked = useMemo(
    () => inBoardColumns(askedOf(entity, view, state), entity, view, state),
    [entity, view, state],
  )
  const plan = useMemo(() => splitPlan(entity, view, state, asked), [entity, view, state, asked])
  const list = useRows(props, askedRows(asked, splitFields(entity, plan, asked.group)))
  const { rows, count, status } = list
  const total = useRowsTotal(entity, view, list.measures)
  const choice = useChoice(props, phone ? null : (rows[0]?.id ?? null), pane)
  const { shown, choose } = choice

  // The page of the record, opened from here, has previous and next.
  useEffect(() => {
    const ids = rows.map((row) => row.id)
    if (shown !== null) leaveTrail(client, entity.name, ids, count)
  }, [client, entity.name, rows, count, shown])

  const after = () => {
    const index = rows.findIndex((row) => row.id === shown)
    return rows[index + 1]?.id ?? rows[index - 1]?.id ?? null
  }
  const isEmpty = status === 'ready' && rows.length === 0
  const isListShown = !phone || shown === null
  return (
    <div ref={root} className="flex h-full flex-col">
      {isListShown && <ViewToolbar {...props} asked={asked} count={count} total={total} />}
      {isEmpty && shown === null && <ViewEmpty {...props} />}
      {status === 'failed' && (
        <ProblemCard
          error={list.error}
          title={shared.loadFailed(view.label)}
          onRetry={list.retry}
        />
      )}
      {status !== 'failed' && !(isEmpty && shown === null) && (
        <div className="flex min-h-0 grow">
          {isListShown && (
            <div
              aria-busy={list.stale || undefined}
              className={cn(
                'shrink-0 transition-opacity duration-100 max-md:w-full!',
                list.stale && 'opacity-60',
              )}
              style={{ width }}
            >
              {status === 'loading' && <SplitListSkeleton />}
              {status === 'ready' && isEmpty && <ViewEmpty {...props} />}
              {status === 'ready' && !isEmpty && (
                <SplitList
                  entity={entity}
                  view={view}
                  plan={plan}
                  list={list}
                  group={asked.group}
                  phone={phone}
                  chosen={choice.chosen}
                  onChoose={choose}
                  onEnter={() => {
                    if (phone && choice.chosen) choose(choice.chosen, false)
                    else focusInside(pane.current)
                  }}
                />
              )}
            </div>
          )}
          {!phone && <Divider width={width} onChange={setWidth} />}
          {(!phone || shown !== null) && (
            <section
              ref={pane}
              aria-label={words.record}
              className="relative flex min-h-0 min-w-0 grow flex-col"
            >
              {shown !== null ? (
                <ErrorBoundary name="record" resetKey={shown}>
                  <Suspense fallback={<PaneSkeleton />}>
                    <RecordPage
                      key={shown}
                      entity={entity}
                      id={shown}
                      mode="pane"
                      isNarrow={whole - width < TWO_COLUMNS}
                      onClose={() => choose(phone ? null : after(), false)}
                    />
                  </Suspense>
                </ErrorBoundary>
              ) : status === 'loading' ? (
                <PaneSkeleton />
              ) : (
                <EmptyState icon={entity.icon} title={words.nothing}>
                  {words.nothingWhy}
                </EmptyState>
              )}
            </section>
          )}
        </div>
      )}
      {choice.isLeaving && <LeaveRecord onStay={choice.stay} onLeave={choice.leave} />}
    </div>
  )
}

/** The first thing of the record that can be worked with. */
function focusInside(pane: HTMLElement | null): void {
  pane
    ?.querySelector<HTMLElement>('[data-slot=attribute], [role=tab][tabindex="0"], button, a[href]')
    ?.focus()
}
