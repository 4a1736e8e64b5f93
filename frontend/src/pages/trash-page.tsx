/** What was deleted of an entity: brought back, or deleted for good. */
import { loadTrash, restoreRecord, trashKey } from '@kit/client/changes'
import { KitLink, useNavigation } from '@kit/client/navigation'
import { isProblem } from '@kit/client/problem'
import { titleText } from '@kit/fields/reference'
import { useLocale, useMessages } from '@kit/i18n/locale-context'
import { formatMoment, formatMomentLong, inSentence } from '@kit/meta/format'
import { type EntityPlan } from '@kit/meta/plan'
import { type RecordRef, type Row } from '@kit/meta/wire'
import { RecordMark } from '@kit/record/record-mark'
import { Button } from '@kit/ui/button'
import { EmptyState } from '@kit/ui/empty-state'
import { ProblemCard } from '@kit/ui/error-card'
import { IconButton } from '@kit/ui/icon-button'
import { toast } from '@kit/ui/toaster'
import { tip } from '@kit/ui/tooltip'
import { Crumbs, TopBar } from '@kit/ui/top-bar'
import { RowsSkeleton } from '@kit/views/list/list-skeleton'
import { SearchBox } from '@kit/views/search-box'
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { PurgeDialog } from './purge-dialog'
import { trashMessages } from './trash-messages'

const FACTS = ['updated_at', 'updated_by']

export function TrashPage({ entity }: { entity: EntityPlan }) {
  const words = useMessages(trashMessages)
  const { viewHref, back } = useNavigation()
  const [search, setSearch] = useState('')
  return (
    <>
      <title>{`${words.trash}, ${entity.labelPlural} · One Nexus`}</title>
      <h1 className="sr-only">{words.trashOf(entity.labelPlural)}</h1>
      <TopBar>
        <IconButton
          icon="arrow-left"
          label={entity.labelPlural}
          onClick={() => back(entity.name)}
          className="-ml-2 md:hidden"
        />
        <Crumbs
          label={words.trash}
          items={[
            {
              key: 'entity',
              content: (
                <KitLink
                  href={viewHref(entity.name, entity.defaultView?.slug)}
                  className="rounded-chip hover:text-fg"
                >
                  {entity.labelPlural}
                </KitLink>
              ),
            },
            { key: 'trash', content: words.trash },
          ]}
        />
      </TopBar>
      <div className="border-b border-line px-4 py-2">
        <SearchBox
          label={words.trash}
          value={search}
          onSearch={setSearch}
          className="w-64 max-md:w-full"
        />
      </div>
      <div className="min-h-0 grow overflow-y-auto">
        <TrashList entity={entity} search={search} onClear={() => setSearch('')} />
      </div>
    </>
  )
}

interface TrashListProps {
  entity: EntityPlan
  search: string
  onClear: () => void
}

function TrashList({ entity, search, onClear }: TrashListProps) {
  const words = useMessages(trashMessages)
  const context = useLocale()
  const [purging, setPurging] = useState<Row | null>(null)
  const fields = [entity.title, ...FACTS].filter((name) => entity.fieldByName.has(name)).join(',')
  const sort = entity.fieldByName.get('updated_at')?.sortable ? '-updated_at' : undefined
  const answer = useInfiniteQuery({
    queryKey: [...trashKey(entity.name), search],
    queryFn: ({ pageParam, signal }) =>
      loadTrash(
        entity.name,
        { fields, sort, search: search || undefined, after: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.page.has_next ? (last.page.next ?? undefined) : undefined),
    placeholderData: keepPreviousData,
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
  if (!pages) return <RowsSkeleton />
  const rows = pages.flatMap((page) => page.data)
  if (rows.length === 0) {
    return search ? (
      <EmptyState
        icon="search"
        title={words.notFound(search)}
        actions={<Button onClick={onClear}>{words.clear}</Button>}
      />
    ) : (
      <EmptyState icon="trash-2" title={words.empty}>
        {words.emptyWhy}
      </EmptyState>
    )
  }
  return (
    <>
      <ul aria-label={words.trashOf(entity.labelPlural)}>
        {rows.map((row) => (
          <TrashRow key={row.id} entity={entity} row={row} onPurge={() => setPurging(row)} />
        ))}
      </ul>
      {answer.hasNextPage && (
        <Button
          className="m-4"
          busy={answer.isFetchingNextPage}
          onClick={() => void answer.fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
      {purging && (
        <PurgeDialog
          entity={entity}
          id={purging.id}
          title={titleText(purging[entity.title], context) || entity.label}
          onClose={() => setPurging(null)}
        />
      )}
    </>
  )
}

interface TrashRowProps {
  entity: EntityPlan
  row: Row
  onPurge: () => void
}

function TrashRow({ entity, row, onPurge }: TrashRowProps) {
  const words = useMessages(trashMessages)
  const context = useLocale()
  const client = useQueryClient()
  const { go, recordHref } = useNavigation()
  const [busy, setBusy] = useState(false)
  const title = titleText(row[entity.title], context) || entity.label
  const at = typeof row.updated_at === 'string' ? row.updated_at : null
  const who = (row.updated_by as RecordRef | null | undefined)?.title ?? ''
  const restore = async () => {
    setBusy(true)
    try {
      await restoreRecord(entity.name, row.id)
      void client.invalidateQueries({ queryKey: ['data'] })
      toast({
        text: words.restored(title),
        tone: 'ok',
        action: { label: words.open, run: () => go(recordHref(entity.name, row.id)) },
      })
    } catch (error) {
      const problem = isProblem(error) ? error : null
      const said = [problem?.detail || words.restoreFailed(title), problem?.hint]
      toast({ text: said.filter(Boolean).join(' '), tone: 'bad' })
    }
    setBusy(false)
  }
  return (
    <li className="flex min-h-13 items-center gap-3 border-b border-line px-4 py-2 max-md:flex-wrap">
      <RecordMark entity={entity} row={row} size={40} />
      <div className="min-w-0 grow max-md:basis-3/5">
        <p className="truncate font-medium">{title}</p>
        {at !== null && (
          <p className="truncate text-meta text-fg-2" {...tip(formatMomentLong(at, context))}>
            {words.removed(inSentence(formatMoment(at, context), context.locale), who)}
          </p>
        )}
      </div>
      <div className="flex shrink-0 gap-2 max-md:w-full max-md:pl-11">
        <Button
          icon="rotate-ccw"
          busy={busy}
          aria-label={`${words.restore} ${title}`}
          onClick={() => void restore()}
        >
          {words.restore}
        </Button>
        <Button
          variant="ghost"
          className="text-bad"
          aria-label={`${words.purge}: ${title}`}
          onClick={onPurge}
        >
          {words.purge}
        </Button>
      </div>
    </li>
  )
}
