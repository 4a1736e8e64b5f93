/** The fields of one change, each with what it was before and after. */
import { type HistoryChange, type HistoryEntry } from '../client/changes'
import { FieldValue } from '../fields/field-value'
import { fieldKinds } from '../fields/registry'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { Icon } from '../ui/icon'
import { historyMessages } from './history-messages'

export function Changes({
  entity,
  row,
  entry,
}: {
  entity: EntityPlan
  row: Row
  entry: HistoryEntry
}) {
  const words = useMessages(historyMessages)
  if (entry.changes.length === 0) return null
  const list = (
    <dl className="mt-1.5 flex flex-col gap-1.5 rounded-control border border-line bg-bg px-3 py-2">
      {entry.changes.map((change) => (
        <div key={change.field} className="flex min-w-0 gap-3 max-md:flex-col max-md:gap-0.5">
          <dt className="w-36 shrink-0 text-fg-2">{change.label}</dt>
          <dd className="flex min-w-0 grow flex-wrap items-center gap-x-2 gap-y-1">
            {change.kept === false ? (
              <span className="text-fg-3">{words.notKept}</span>
            ) : (
              <Before entity={entity} row={row} change={change} isNew={entry.op === 'create'} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
  if (entry.op !== 'create') return list
  // What a record began with is long and rarely asked for.
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-chip text-meta text-fg-2">
        {words.filled(entry.changes.length)}
      </summary>
      {list}
    </details>
  )
}

interface BeforeProps {
  entity: EntityPlan
  row: Row
  change: HistoryChange
  isNew: boolean
}

export function Before({ entity, row, change, isNew }: BeforeProps) {
  const words = useMessages(historyMessages)
  const after = <Side entity={entity} row={row} change={change} side="after" />
  if (isNew) return after
  return (
    <>
      <span className="sr-only">{words.from}</span>
      <span className="flex min-w-0 text-fg-2">
        <Side entity={entity} row={row} change={change} side="before" />
      </span>
      <Icon name="arrow-right" size={14} className="text-fg-3" />
      <span className="sr-only">{words.to}</span>
      {after}
    </>
  )
}

/** A value as its field shows it; what the field does not know any more, in the words that were kept. */
function Side({
  entity,
  row,
  change,
  side,
}: Omit<BeforeProps, 'isNew'> & { side: 'before' | 'after' }) {
  const words = useMessages(historyMessages)
  const context = useLocale()
  const value = change[side]
  const label = change[`${side}_label`]
  const found = entity.fieldByName.get(change.field)
  const kind = found && fieldKinds.get(found.editor)
  if (value === null || kind?.isEmpty(value))
    return <span className="text-fg-3">{words.empty}</span>
  const isKnown =
    found?.pipeline?.stageByKey.has(String(value)) ?? found?.optionByKey.has(String(value)) ?? false
  if (!found || !kind || (typeof label === 'string' && !isKnown))
    return <span className="wrap-anywhere">{label ?? JSON.stringify(value)}</span>
  const past: Row = { ...row, [change.field]: value }
  if (found.pipeline) delete past[`${change.field}_since`]
  return (
    <span className="flex min-w-0 max-w-full">
      <FieldValue
        field={{ ...found, access: 'readonly' }}
        row={past}
        context={context}
        place="panel"
      />
    </span>
  )
}
