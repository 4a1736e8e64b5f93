/** What became of a record: who, when, from where, each field before and after, and the way back. Newest first. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { type HistoryEntry, historyKey, loadHistory } from '../client/changes'
import { useLocale, useMessages } from '../i18n/locale-context'
import { formatMoment, formatMomentLong, formatSpan } from '../meta/format'
import { type EntityPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { Avatar } from '../ui/avatar'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ProblemCard } from '../ui/error-card'
import { Icon } from '../ui/icon'
import { tip } from '../ui/tooltip'
import { Changes } from './history-changes'
import { canUndo, stayBefore } from './history-facts'
import { historyMessages } from './history-messages'
import { HistorySkeleton } from './history-skeleton'
import { UndoButton } from './history-undo'

interface HistoryListProps {
  entity: EntityPlan
  row: Row
  can: { update: boolean; move: boolean }
}

export function HistoryList({ entity, row, can }: HistoryListProps) {
  const words = useMessages(historyMessages)
  const answer = useInfiniteQuery({
    queryKey: historyKey(entity.name, row.id),
    queryFn: ({ pageParam, signal }) => loadHistory(entity.name, row.id, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.page.has_next ? (last.page.next ?? undefined) : undefined),
  })
  const pages = answer.data?.pages
  if (!pages && answer.error) {
    return (
      <ProblemCard
        error={answer.error}
        title={words.failed}
        onRetry={() => void answer.refetch()}
      />
    )
  }
  if (!pages) return <HistorySkeleton />
  const entries = pages.flatMap((page) => page.data)
  if (entries.length === 0) {
    return (
      <EmptyState icon="clock" title={words.none} className="py-10">
        {words.noneWhy}
      </EmptyState>
    )
  }
  return (
    <section aria-label={words.history} className="max-w-192">
      <ol className="flex flex-col">
        {entries.map((entry, index) => (
          <Entry
            key={entry.version}
            {...{ entity, row, can, entry, entries, index }}
            isLast={index === entries.length - 1}
          />
        ))}
      </ol>
      {answer.hasNextPage && (
        <Button busy={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </section>
  )
}

const ORIGINS = new Set(['api', 'import', 'automation', 'public', 'ai'] as const)
type Named = typeof ORIGINS extends Set<infer Key> ? Key : never
const isNamed = (origin: string): origin is Named => (ORIGINS as Set<string>).has(origin)

interface EntryProps extends HistoryListProps {
  entry: HistoryEntry
  entries: readonly HistoryEntry[]
  index: number
  isLast: boolean
}

function Entry({ entity, row, can, entry, entries, index, isLast }: EntryProps) {
  const words = useMessages(historyMessages)
  const context = useLocale()
  const who = entry.by?.name ?? (entry.actor === 'system' ? words.system : words.nobody)
  const count = entry.changes.length
  const isMove = count === 1 && entity.fieldByName.get(entry.changes[0]?.field ?? '')?.pipeline
  const op = entry.op === 'update' && isMove ? 'move' : entry.op
  const does = op === 'update' ? words.update(count) : words[op]
  const origin = isNamed(entry.origin) ? words[entry.origin] : ''
  const exact = formatMomentLong(entry.at, context)
  return (
    <li className="relative flex gap-3 pb-5">
      {!isLast && <span aria-hidden className="absolute top-7 bottom-0 left-3 w-px bg-line" />}
      {entry.by ? (
        <Avatar name={entry.by.name} decorative size={24} />
      ) : (
        <span className="grid size-6 shrink-0 place-items-center rounded-full bg-surface-2 text-fg-2">
          <Icon name="settings-2" size={14} />
        </span>
      )}
      <div className="min-w-0 grow">
        <p className="flex min-h-6 flex-wrap items-center gap-x-1.5 text-fg-2">
          <span className="font-medium text-fg">{who}</span>
          <span>
            {does}
            {origin && ` ${origin}`}
          </span>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time is told on focus too */}
          <time
            dateTime={entry.at}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            className="rounded-chip text-meta text-fg-3"
            {...tip(exact)}
          >
            {formatMoment(entry.at, context)}
          </time>
        </p>
        <Changes entity={entity} row={row} entry={entry} />
        <Stay entity={entity} entry={entry} entries={entries} index={index} />
        {canUndo(entry, entity, can) && <UndoButton entity={entity} row={row} entry={entry} />}
      </div>
    </li>
  )
}

const MINUTE = 60_000

function Stay({
  entity,
  entry,
  entries,
  index,
}: Pick<EntryProps, 'entity' | 'entry' | 'entries' | 'index'>) {
  const words = useMessages(historyMessages)
  const field = entry.changes.find((one) => entity.fieldByName.get(one.field)?.pipeline)?.field
  const stay = field ? stayBefore(entries, index, field) : null
  if (!stay || Date.parse(stay.until) - Date.parse(stay.since) < MINUTE) return null
  return (
    <p className="mt-1 flex items-center gap-1.5 text-meta text-fg-2">
      <Icon name="clock" size={12} className="text-fg-3" />
      {words.stayed(formatSpan(stay.since, new Date(stay.until)), stay.stage)}
    </p>
  )
}
