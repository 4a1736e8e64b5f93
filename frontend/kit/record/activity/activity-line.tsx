/** One line of activity: who did what and when, with what was said, or each field before and after. */
import { type ReactNode } from 'react'
import { type ActivityEntry, MOVES } from '../../client/activity'
import { type HistoryEntry } from '../../client/changes'
import { KitLink, useNavigation } from '../../client/navigation'
import { FieldValue } from '../../fields/field-value'
import { titleText } from '../../fields/reference'
import { fieldKinds } from '../../fields/registry'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type DateContext, dayOf, formatClock, formatMomentLong } from '../../meta/format'
import { type EntityPlan } from '../../meta/plan'
import { type Hue, type RecordRef, type Row } from '../../meta/wire'
import { cn } from '../../ui/cn'
import { Icon } from '../../ui/icon'
import { tip } from '../../ui/tooltip'
import { usePhone } from '../../views/use-phone'
import { Before, Changes } from '../history-changes'
import { canUndo } from '../history-facts'
import { historyMessages } from '../history-messages'
import { UndoButton } from '../history-undo'
import { activityMessages } from './activity-messages'

export interface ActivityLineProps {
  entity: EntityPlan
  row: Row
  can: { update: boolean; move: boolean }
  entry: ActivityEntry
  /** The entity of a record that hangs on this one. */
  target: EntityPlan | null
  isLast: boolean
}

export function ActivityLine(props: ActivityLineProps) {
  const { entry, target } = props
  if (entry.version) return <VersionLine {...props} version={entry.version} />
  if (entry.record && target) return <RecordLine {...props} record={entry.record} target={target} />
  return null
}

interface FrameProps {
  icon: string
  hue?: Hue
  at: string
  isLast: boolean
  isPending?: boolean
  /** What can be done about it: beside the time, for a pointer or the focus that is here. */
  aside?: ReactNode
  head: ReactNode
  children?: ReactNode
}

function Frame({ icon, hue, at, isLast, isPending, aside, head, children }: FrameProps) {
  const words = useMessages(activityMessages)
  const context = useLocale()
  const phone = usePhone()
  return (
    <li
      className={cn('group/line relative flex gap-3 pb-4', isPending && 'opacity-60')}
      aria-busy={isPending}
    >
      {!isLast && <span aria-hidden className="absolute top-7 bottom-0 left-3 w-px bg-line" />}
      <span
        aria-hidden
        data-hue={hue}
        className={cn(
          'grid size-6 shrink-0 place-items-center rounded-full max-md:size-7.5',
          hue ? 'bg-hue-soft text-hue-text' : 'bg-hover text-fg-2',
        )}
      >
        <Icon name={icon} size={14} />
      </span>
      <div className="min-w-0 grow pt-0.5">
        <div className="flex min-w-0 items-start gap-3">
          <p className="min-w-0 grow wrap-anywhere text-fg">{head}</p>
          {aside && !phone && (
            <span className="-my-1 shrink-0 opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100">
              {aside}
            </span>
          )}
          {isPending ? (
            <span className="shrink-0 text-meta text-fg-3">{words.saving}</span>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time is told on focus too
            <time
              dateTime={at}
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              tabIndex={0}
              className="num shrink-0 rounded-chip text-meta text-fg-3"
              {...tip(formatMomentLong(at, context))}
            >
              {shortMoment(at, context)}
            </time>
          )}
        </div>
        {children}
        {phone && aside}
      </div>
    </li>
  )
}

/** "10:24" today, "21/11, 17:40" before: the group above says the month. */
function shortMoment(at: string, context: DateContext): string {
  const moment = new Date(at)
  const clock = formatClock(moment, context)
  if (dayOf(moment, context.timeZone) === dayOf(context.now(), context.timeZone)) return clock
  const day = new Intl.DateTimeFormat(context.locale, {
    timeZone: context.timeZone,
    day: '2-digit',
    month: '2-digit',
  }).format(moment)
  return `${day}, ${clock}`
}

function RecordLine({
  record,
  target,
  entry,
  isLast,
}: ActivityLineProps & { record: Row; target: EntityPlan }) {
  const words = useMessages(activityMessages)
  const history = useMessages(historyMessages)
  const context = useLocale()
  const { recordHref } = useNavigation()
  const feed = target.feed
  if (!feed) return null
  const author = feed.author ? (record[feed.author] as RecordRef | null | undefined) : null
  const option = feed.kind
    ? target.fieldByName.get(feed.kind)?.optionByKey.get(String(record[feed.kind] ?? ''))
    : undefined
  const what = option?.label ?? target.label
  const isPending = record.id === ''
  const label = isPending ? (
    <span className="text-fg-2">{what}</span>
  ) : (
    <KitLink
      href={recordHref(target.name, record.id)}
      aria-label={words.open(`${what}, ${titleText(record[feed.text], context)}`)}
      className="rounded-chip text-fg-2 underline decoration-line-strong underline-offset-3 hover:text-fg hover:decoration-current"
    >
      {what}
    </KitLink>
  )
  const facts = (feed.shows ?? []).flatMap((name) => {
    const field = target.fieldByName.get(name)
    const kind = field && fieldKinds.get(field.editor)
    return field && kind && !kind.isEmpty(record[name]) ? [field] : []
  })
  return (
    <Frame
      icon={option?.icon ?? target.icon}
      hue={option?.hue ?? target.hue}
      at={entry.at}
      isLast={isLast}
      isPending={isPending}
      head={
        <>
          <b className="font-semibold">{author?.title ?? history.nobody}</b>{' '}
          <span aria-hidden className="text-fg-3">
            ·
          </span>{' '}
          {label}
        </>
      }
    >
      <Said target={target} record={record} name={feed.text} />
      {feed.details && <Said target={target} record={record} name={feed.details} isQuiet />}
      {!isPending && facts.length > 0 && (
        <dl className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-meta text-fg-2">
          {facts.map((field) => (
            <div key={field.name} className="flex min-w-0 items-center gap-1.5">
              <dt className="text-fg-3">{field.label}</dt>
              <dd className="flex min-w-0">
                <FieldValue field={field} row={record} context={context} place="card" />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Frame>
  )
}

interface SaidProps {
  target: EntityPlan
  record: Row
  name: string
  isQuiet?: boolean
}

/** Words as they were written; what is not plain text is shown by its field. */
function Said({ target, record, name, isQuiet }: SaidProps) {
  const context = useLocale()
  const field = target.fieldByName.get(name)
  const kind = field && fieldKinds.get(field.editor)
  if (!field || !kind || (field.access !== 'masked' && kind.isEmpty(record[name]))) return null
  const isLong = field.editor === 'long_text' && !isQuiet
  return (
    <div
      dir="auto"
      className={cn(
        'mt-1 max-w-160 min-w-0 wrap-anywhere',
        isQuiet ? 'text-fg-2' : 'text-fg',
        isLong && 'w-fit rounded-card bg-bg px-3 py-2 text-body',
      )}
    >
      <FieldValue field={field} row={record} context={context} place="panel" />
    </div>
  )
}

const ORIGINS = ['api', 'import', 'automation', 'public', 'ai'] as const

function VersionLine({
  entity,
  row,
  can,
  entry,
  version,
  isLast,
}: ActivityLineProps & { version: HistoryEntry }) {
  const words = useMessages(activityMessages)
  const history = useMessages(historyMessages)
  const who = version.by?.name ?? (version.actor === 'system' ? history.system : history.nobody)
  const origin = ORIGINS.find((one) => one === version.origin)
  const isMove = entry.kind === MOVES
  const [only] = version.changes
  const isOne = version.op === 'update' && version.changes.length === 1
  return (
    <Frame
      icon={isMove ? 'arrow-right-left' : version.op === 'create' ? 'plus' : 'pencil'}
      hue={isMove ? 'violet' : undefined}
      at={entry.at}
      isLast={isLast}
      aside={
        canUndo(version, entity, can) && <UndoButton entity={entity} row={row} entry={version} />
      }
      head={
        <>
          <b className="font-semibold">{who}</b>{' '}
          {isMove ? (
            <Moved entity={entity} version={version} />
          ) : isOne && only && only.kept !== false ? (
            <span className="inline-flex max-w-full flex-wrap items-center gap-x-1.5">
              {words.changed} <b className="font-semibold">{only.label}</b>
              <Before entity={entity} row={row} change={only} isNew={false} />
            </span>
          ) : version.op === 'update' || version.op === 'move' ? (
            history.update(version.changes.length)
          ) : (
            history[version.op]
          )}
          {origin && <span className="text-fg-2"> {history[origin]}</span>}
        </>
      }
    >
      {!isMove && !isOne && <Changes entity={entity} row={row} entry={version} />}
      {isMove && version.changes.length > 1 && (
        <Changes entity={entity} row={row} entry={withoutStages(entity, version)} />
      )}
    </Frame>
  )
}

const withoutStages = (entity: EntityPlan, version: HistoryEntry): HistoryEntry => ({
  ...version,
  changes: version.changes.filter((change) => !entity.fieldByName.get(change.field)?.pipeline),
})

function Moved({ entity, version }: { entity: EntityPlan; version: HistoryEntry }) {
  const words = useMessages(activityMessages)
  const change = version.changes.find((one) => entity.fieldByName.get(one.field)?.pipeline)
  if (!change) return null
  const to = <b className="font-semibold">{change.after_label ?? String(change.after)}</b>
  if (change.before === null)
    return (
      <>
        {words.movedTo} {to}
      </>
    )
  return (
    <>
      {words.movedFromTo} <span>{change.before_label ?? String(change.before)}</span> {words.to}{' '}
      {to}
    </>
  )
}
