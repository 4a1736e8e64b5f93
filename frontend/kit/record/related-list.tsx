/** Records that hang on this one: a small table, or lines where there is no room, with a button that adds one already tied. */
import { lazy, Suspense, useState } from 'react'
import { useModel } from '../client/model'
import { KitLink, useNavigation } from '../client/navigation'
import { FieldValue } from '../fields/field-value'
import { titleText } from '../fields/reference'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type RecordList, type Row } from '../meta/wire'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ErrorBoundary, ErrorCard } from '../ui/error-card'
import { recordMessages } from './record-messages'
import { inverseOf } from './related-actions'
import { RELATED_LIMIT } from './use-record'

const CreateDialog = lazy(() =>
  import('./create-dialog').then((module) => ({ default: module.CreateDialog })),
)

interface RelatedListProps {
  entity: EntityPlan
  row: Row
  field: FieldPlan
  columns: readonly string[]
  narrow: boolean
}

export function RelatedList({ entity, row, field, columns, narrow }: RelatedListProps) {
  const words = useMessages(recordMessages)
  const context = useLocale()
  const target = useModel().findEntity(field.to ?? '')
  const [creating, setCreating] = useState(false)
  const { recordHref } = useNavigation()
  const list = row[field.name] as Partial<RecordList> | undefined
  if (!target || !Array.isArray(list?.data)) {
    return (
      <ErrorCard title={field.label} code={field.name} className="py-8">
        {words.unknownPart}
      </ErrorCard>
    )
  }
  const named =
    columns.length > 0
      ? columns
      : [target.title, ...target.fields.slice(0, 4).map((one) => one.name)]
  const fields = [...new Set(named)].flatMap((name) => target.fieldByName.get(name) ?? [])
  const inverse = inverseOf(target, entity, field)
  const rows = list.data
  const add = target.can.create && inverse?.access === 'editable' && (
    <Button icon="plus" onClick={() => setCreating(true)}>
      {words.create(target.label.toLocaleLowerCase(context.locale))}
    </Button>
  )
  return (
    <section aria-label={field.label}>
      {rows.length === 0 ? (
        <EmptyState
          icon={target.icon}
          title={words.relatedEmpty(field.label)}
          actions={add}
          className="py-10"
        />
      ) : (
        <>
          {add && <div className="mb-2 flex justify-end">{add}</div>}
          {narrow ? (
            <RelatedLines rows={rows} fields={fields} target={target} />
          ) : (
            <table className="w-full table-fixed overflow-hidden rounded-card border-separate border-spacing-0 border border-line">
              <thead>
                <tr className="*:h-8 *:truncate *:border-b *:border-line *:bg-surface-2 *:px-2 *:text-left *:text-meta *:font-medium *:text-fg-3 *:first:pl-3.5">
                  {fields.map((one) => (
                    <th key={one.name} scope="col">
                      {one.label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody className="[&>tr:last-child>*]:border-b-0">
                {rows.map((one) => (
                  <tr
                    key={one.id}
                    className="relative h-9 hover:bg-bg *:border-b *:border-line *:px-2 *:first:pl-3.5"
                  >
                    {fields.map((column, index) => (
                      <td key={column.name}>
                        {index === 0 ? (
                          <KitLink
                            href={recordHref(target.name, one.id)}
                            className="flex min-w-0 font-medium after:absolute after:inset-0"
                          >
                            <TitleValue row={one} field={column} target={target} />
                          </KitLink>
                        ) : (
                          <span className="flex min-w-0">
                            <FieldValue field={column} row={one} context={context} place="cell" />
                          </span>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {list.page?.has_next && (
            <p className="mt-2 text-meta text-fg-3">{words.relatedMore(RELATED_LIMIT)}</p>
          )}
        </>
      )}
      {creating && inverse && (
        <ErrorBoundary name="create" resetKey={field.name}>
          <Suspense fallback={null}>
            <CreateDialog
              entity={target}
              open
              defaults={{
                [inverse.name]: {
                  id: row.id,
                  title: String(row[entity.title] ?? ''),
                  entity: entity.name,
                },
              }}
              onClose={() => setCreating(false)}
              onCreated={() => setCreating(false)}
            />
          </Suspense>
        </ErrorBoundary>
      )}
    </section>
  )
}

/** A link needs words even when its column is empty. */
function TitleValue({ row, field, target }: { row: Row; field: FieldPlan; target: EntityPlan }) {
  const context = useLocale()
  const value = row[field.name]
  if (value === null || value === undefined || value === '')
    return <span className="truncate">{titleText(row[target.title], context) || target.label}</span>
  return <FieldValue field={field} row={row} context={context} place="cell" />
}

function RelatedLines({
  rows,
  fields,
  target,
}: {
  rows: readonly Row[]
  fields: readonly FieldPlan[]
  target: EntityPlan
}) {
  const context = useLocale()
  const { recordHref } = useNavigation()
  const [first, ...rest] = fields
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id} className="relative flex flex-col gap-1 py-2.5">
          <KitLink
            href={recordHref(target.name, row.id)}
            className="flex min-w-0 font-medium after:absolute after:inset-0"
          >
            {first && <TitleValue row={row} field={first} target={target} />}
          </KitLink>
          <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-meta text-fg-2">
            {rest.map((field) => (
              <FieldValue key={field.name} field={field} row={row} context={context} place="cell" />
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
