/** Activity under its months, by kind, page by page. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type ActivityEntry,
  type ActivityKind,
  activityKey,
  CHANGES,
  MOVES,
} from '../../client/activity'
import { useModel } from '../../client/model'
import { isProblem } from '../../client/problem'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatCount } from '../../meta/format'
import { type EntityPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { ProblemCard } from '../../ui/error-card'
import { HistorySkeleton } from '../history-skeleton'
import { ActivityLine } from './activity-line'
import { activityMessages } from './activity-messages'
import { groupsOf } from './groups'
import { useActivity } from './use-activity'

interface ActivityFeedProps {
  entity: EntityPlan
  row: Row
  can: { update: boolean; move: boolean }
  /** On its way to the server: shown already. */
  pending: ActivityEntry | null
}

export function ActivityFeed({ entity, row, can, pending }: ActivityFeedProps) {
  const words = useMessages(activityMessages)
  const context = useLocale()
  const model = useModel()
  const client = useQueryClient()
  const [kind, setKind] = useState<string | null>(null)
  const answer = useActivity(entity.name, row.id, kind)
  const pages = answer.data?.pages
  const older = async () => {
    const { error } = await answer.fetchNextPage()
    // Another model or other rights since the first page: from the start again.
    if (isProblem(error) && error.status === 410)
      await client.resetQueries({ queryKey: activityKey(entity.name, row.id, kind) })
  }
  const entries = [
    ...(pending && (kind === null || kind === pending.kind) ? [pending] : []),
    ...(pages ?? []).flatMap((page) => page.data),
  ]
  const groups = groupsOf(entries, context, words)
  return (
    <section aria-label={words.activity}>
      <KindChips entity={entity} kinds={pages?.[0]?.kinds ?? []} value={kind} onChange={setKind} />
      {!pages && answer.error ? (
        <ProblemCard
          error={answer.error}
          title={words.failed}
          onRetry={() => void answer.refetch()}
        />
      ) : !pages ? (
        <HistorySkeleton />
      ) : entries.length === 0 ? (
        <EmptyState
          icon="clock"
          title={kind === null ? words.none : words.noneOfKind}
          actions={kind !== null && <Button onClick={() => setKind(null)}>{words.showAll}</Button>}
          className="py-10"
        >
          {kind === null && words.noneWhy}
        </EmptyState>
      ) : (
        groups.map((group) => (
          <div key={group.key}>
            <h2 className="pt-1 pb-2 text-meta text-fg-2">{group.label}</h2>
            <ol className="flex flex-col">
              {group.entries.map((entry, index) => (
                <ActivityLine
                  key={`${entry.kind} ${entry.id}`}
                  entity={entity}
                  row={row}
                  can={can}
                  entry={entry}
                  target={model.findEntity(entity.fieldByName.get(entry.kind)?.to ?? '')}
                  isLast={index === group.entries.length - 1}
                />
              ))}
            </ol>
          </div>
        ))
      )}
      {answer.hasNextPage && (
        <Button busy={answer.isFetchingNextPage} onClick={() => void older()}>
          {words.more}
        </Button>
      )}
    </section>
  )
}

interface KindChipsProps {
  entity: EntityPlan
  kinds: readonly ActivityKind[]
  value: string | null
  onChange: (kind: string | null) => void
}

function KindChips({ entity, kinds, value, onChange }: KindChipsProps) {
  const words = useMessages(activityMessages)
  const { locale } = useLocale()
  const [known, setKnown] = useState(kinds)
  if (kinds.length > 0 && kinds !== known) setKnown(kinds) // the chips stay while another kind loads
  const shown = known.filter((one) => one.count.value > 0 || one.kind === value)
  if (shown.length === 0) return <div className="h-3" />
  const labelOf = (kind: string) =>
    kind === MOVES
      ? words.moves
      : kind === CHANGES
        ? words.changes
        : (entity.fieldByName.get(kind)?.label ?? kind)
  const chip = (key: string | null, label: string, count?: string) => (
    <button
      key={key ?? ''}
      type="button"
      aria-pressed={value === key}
      onClick={() => onChange(key)}
      className="flex h-6 shrink-0 items-center gap-1.5 rounded-chip border border-line px-2 text-meta font-medium text-fg-2 -outline-offset-2 hover:bg-hover aria-pressed:border-transparent aria-pressed:bg-accent-soft aria-pressed:text-accent-text max-md:h-9 max-md:px-3"
    >
      {label}
      {count && <span className="num">{count}</span>}
    </button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame and takes no flex layout
    <div role="group" aria-label={words.filter} className="flex gap-1.5 overflow-x-auto py-3">
      {chip(null, words.all)}
      {shown.map((one) => chip(one.kind, labelOf(one.kind), formatCount(one.count, locale)))}
    </div>
  )
}
