/** Why a change of many was refused, by reason and record. What all lack is filled in here; what only some lack is opened or left out. */
import { useQuery } from '@tanstack/react-query'
import { keys, loadList, type Values } from '../../client/data'
import { titleText } from '../../fields/reference'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatNumber } from '../../meta/format'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type ProblemItem, type Row } from '../../meta/wire'
import { FormField } from '../../record/form-field'
import { fieldOf, useDraft } from '../../record/use-draft'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Icon } from '../../ui/icon'
import { bulkMessages } from './bulk-messages'
import { type BulkOrder, type Refusal } from './use-bulk'

interface BulkRefusalProps {
  entity: EntityPlan
  rows: readonly Row[]
  refusal: Refusal
  onAgain: (order: BulkOrder) => void
  onOpen: (id: string) => void
  onClose: () => void
}

/** Of every record the change is for. */
const isShared = (item: ProblemItem, size: number) =>
  item.records === undefined || (item.record_count ?? item.records.length) >= size

export function BulkRefusal({ entity, rows, refusal, onAgain, onOpen, onClose }: BulkRefusalProps) {
  const words = useMessages(bulkMessages)
  const context = useLocale()
  const { order, problem, size } = refusal
  const { errors } = problem
  const move = 'move' in order.change ? order.change.move : null
  const asked = errors.flatMap((item) => {
    const isAsked = move !== null && item.code === 'required' && isShared(item, size)
    const field = isAsked ? entity.fieldByName.get(fieldOf(item)) : undefined
    return field?.access === 'editable' ? [field] : []
  })
  const fields: FieldPlan[] = [...new Set(asked)]
  const draft = useDraft(fields, {}, () => true)
  const rest = errors.filter((item) => !fields.some((field) => field.name === fieldOf(item)))
  const blocked = [...new Set(rest.flatMap((item) => item.records ?? []))]
  // Twenty are named for each reason: there may be more, then leaving these out is not enough.
  const isWhole = rest.every((item) => (item.record_count ?? 0) <= (item.records?.length ?? 0))
  const left = size - blocked.length
  const titles = useTitles(entity, rows, blocked)
  const again = (without: readonly string[]) => {
    if (draft.check().length > 0) return
    const values: Values = { ...move?.fields, ...draft.changes() }
    const change = move ? { move: { ...move, fields: values } } : order.change
    onAgain({ ...order, change, without: [...(order.without ?? []), ...without] })
  }
  return (
    <Dialog
      open
      size="medium"
      onClose={onClose}
      title={words.refused}
      description={fields.length > 0 && rest.length === 0 ? words.fill : words.refusedWhy}
      footer={
        <>
          <Button size="form" onClick={onClose}>
            {words.close}
          </Button>
          {rest.length === 0 && fields.length > 0 && (
            <Button size="form" variant="primary" onClick={() => again([])}>
              {words.fillAndTry}
            </Button>
          )}
          {rest.length > 0 && isWhole && blocked.length > 0 && left > 0 && (
            <Button size="form" variant="primary" onClick={() => again(blocked)}>
              {words.without(formatNumber(left, context.locale))}
            </Button>
          )}
        </>
      }
    >
      <ul className="flex flex-col gap-4">
        {rest.map((item) => (
          <li key={`${item.path} ${item.code}`} className="flex flex-col gap-1">
            <p className="flex items-start gap-2 font-medium">
              <Icon name="circle-alert" className="mt-0.5 text-bad" />
              <span>{[item.message, item.hint].filter(Boolean).join(' ')}</span>
            </p>
            <div className="flex flex-wrap gap-1 pl-6">
              {item.records?.map((id) => (
                <Button
                  key={id}
                  size="small"
                  onClick={() => {
                    onClose()
                    onOpen(id)
                  }}
                >
                  <span className="max-w-44 truncate">
                    {titleText(titles.get(id) ?? entity.label, context)}
                  </span>
                </Button>
              ))}
              {!item.records && <span className="text-fg-2">{words.everyOne}</span>}
              {(item.record_count ?? 0) > (item.records?.length ?? 0) && (
                <span className="self-center text-meta text-fg-3">
                  {words.more(
                    formatNumber(
                      (item.record_count ?? 0) - (item.records?.length ?? 0),
                      context.locale,
                    ),
                  )}
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
      {fields.length > 0 && (
        <div className="mt-4 flex flex-col gap-3.5">
          {rest.length > 0 && <p className="text-fg-2">{words.fill}</p>}
          {fields.map((field, index) => (
            <FormField
              key={field.name}
              id={`bulk-${field.name}`}
              field={field}
              value={draft.values[field.name]}
              context={context}
              required
              error={draft.errorOf(field)}
              autoFocus={index === 0}
              onChange={(value) => draft.set(field, value)}
              onLeave={() => draft.left(field)}
              onCommit={() => undefined}
            />
          ))}
        </div>
      )}
    </Dialog>
  )
}

/** Those on screen carry their title; the others are read. */
function useTitles(
  entity: EntityPlan,
  rows: readonly Row[],
  ids: readonly string[],
): ReadonlyMap<string, unknown> {
  const known = new Map(rows.map((row) => [row.id, row[entity.title]]))
  const away = ids.filter((id) => known.get(id) === undefined)
  const query = {
    filter: `id in (${away.map((id) => `'${id}'`).join('; ')})`,
    fields: entity.title,
    limit: 200,
  }
  const { data } = useQuery({
    queryKey: keys.list(entity.name, query),
    queryFn: ({ signal }) => loadList(entity.name, query, signal),
    enabled: away.length > 0,
  })
  for (const row of data?.data ?? []) known.set(row.id, row[entity.title])
  return known
}
