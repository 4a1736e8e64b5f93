/** The timeline: toolbar, rows along the days, and under them the stages and which days are shown. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import {
  atOfSpan,
  isSpan,
  type Span,
  stepAt,
  timeScale,
  windowOf,
} from '../../engines/time/time-scale'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { dayOf } from '../../meta/format'
import { type Row } from '../../meta/wire'
import { canMoveCards } from '../../record/move-verdict'
import { leaveTrail } from '../../record/trail'
import { cn } from '../../ui/cn'
import { ProblemCard } from '../../ui/error-card'
import { useHotkey } from '../../ui/hotkeys'
import { askedOf } from '../asked'
import { askedRows } from '../asked-rows'
import { type ViewProps } from '../contract'
import { MoveLayer } from '../move-layer'
import { useRowsTotal } from '../rows-total'
import { useMinute } from '../use-minute'
import { usePhone } from '../use-phone'
import { useRows } from '../use-rows'
import { viewMessages } from '../view-messages'
import { ViewToolbar } from '../view-toolbar'
import { TimelineEmpty } from './timeline-empty'
import { TimelineFoot } from './timeline-foot'
import { timelineMessages } from './timeline-messages'
import { chosenDate, planFields, timelinePlan } from './timeline-plan'
import { TimelineRows } from './timeline-rows'
import { TimelineRowsSkeleton } from './timeline-skeleton'

export function TimelineView(props: ViewProps) {
  const { entity, view, state, setState, openRecord } = props
  const shared = useMessages(viewMessages)
  const words = useMessages(timelineMessages)
  const { timeZone } = useLocale()
  const client = useQueryClient()
  const phone = usePhone()
  const now = useMinute()
  const [moving, setMoving] = useState<Row | null>(null)

  const asked = useMemo(() => askedOf(entity, view, state), [entity, view, state])
  const plan = useMemo(() => timelinePlan(entity, view, asked), [entity, view, asked])
  const span: Span = isSpan(state.span) ? state.span : 'month'
  const today = dayOf(now, timeZone)
  const window = windowOf(span, state.at, today)
  const { from, to } = window
  const scale = useMemo(
    () => timeScale(span, { from, to }, now, today, timeZone),
    [span, from, to, now, today, timeZone],
  )
  const date = view.patched?.includes('settings') ? (chosenDate(view) ?? '') : undefined
  const list = useRows(props, askedRows(asked, planFields(entity, plan)), { ...window, date })
  const { rows, count, status } = list

  const total = useRowsTotal(entity, view, list.measures)
  const pipeline = plan.stage?.pipeline ?? null
  const goToday = () => setState({ at: undefined })
  const step = (way: 1 | -1) =>
    setState({ at: stepAt(span, window, today, way) }, { replace: true })
  useHotkey(
    { keys: 't', label: words.keyToday, group: entity.labelPlural, command: 'calendar' },
    goToday,
  )
  const changeSpan = (next: Span) => {
    const at = state.at === undefined ? undefined : atOfSpan(next, window)
    setState({ span: next === 'month' ? undefined : next, at })
  }
  const open = (row: Row, mode: 'page' | 'peek') => {
    const ids = rows.map((one) => one.id)
    leaveTrail(client, entity.name, ids, count)
    openRecord(row.id, mode)
  }
  return (
    <div className="flex h-full flex-col">
      <ViewToolbar {...props} asked={asked} count={count} total={total} />
      <div
        aria-busy={list.stale || undefined}
        className={cn(
          'flex min-h-0 grow flex-col transition-opacity duration-100',
          list.stale && 'opacity-60',
        )}
      >
        {status === 'loading' && <TimelineRowsSkeleton />}
        {status === 'failed' && (
          <ProblemCard
            error={list.error}
            title={shared.loadFailed(view.label)}
            onRetry={list.retry}
          />
        )}
        {status === 'ready' && rows.length === 0 && (
          <TimelineEmpty
            {...props}
            window={window}
            onToday={state.at === undefined ? null : goToday}
            onBefore={() => step(-1)}
          />
        )}
        {status === 'ready' && rows.length > 0 && (
          <TimelineRows
            entity={entity}
            view={view}
            plan={plan}
            list={list}
            group={asked.group}
            scale={scale}
            phone={phone}
            marked={state.record ?? null}
            onOpen={(row) => open(row, 'page')}
            onPeek={(row) => open(row, 'peek')}
            onMove={pipeline && canMoveCards(entity, pipeline) ? setMoving : null}
          />
        )}
      </div>
      <TimelineFoot
        pipeline={pipeline}
        span={span}
        isToday={state.at === undefined}
        onSpan={changeSpan}
        onStep={step}
        onToday={goToday}
      />
      {pipeline && (
        <MoveLayer
          entity={entity}
          pipeline={pipeline}
          row={moving}
          onClose={() => setMoving(null)}
        />
      )}
    </div>
  )
}
