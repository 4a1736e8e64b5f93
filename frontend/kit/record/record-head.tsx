/** Who this is: avatar, title, chips, one line of facts. */
import { type ReactNode } from 'react'
import { FieldValue } from '../fields/field-value'
import { titleText } from '../fields/reference'
import { fieldKinds } from '../fields/registry'
import { useLocale, useMessages } from '../i18n/locale-context'
import { formatMoment } from '../meta/format'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type RecordRef, type Row } from '../meta/wire'
import { fieldNames } from './field-names'
import { RecordMark } from './record-mark'
import { recordMessages } from './record-messages'

interface RecordHeadProps {
  entity: EntityPlan
  row: Row
  narrow: boolean
  /** What can be done with it, at the right. */
  tools?: ReactNode
}

const LINE = new Set(['links', 'link', 'text', 'phone', 'datetime'])

/** Chips and the line come from the card: what identifies a record there identifies it here. */
function headFields(entity: EntityPlan, row: Row): { chips: FieldPlan[]; line: FieldPlan[] } {
  const names = fieldNames(entity.layout('card')?.items ?? [])
  const filled = names
    .flatMap((name) => entity.fieldByName.get(name) ?? [])
    .filter(
      (field) =>
        field.name !== entity.title &&
        field.access !== 'masked' &&
        !fieldKinds.get(field.editor)?.isEmpty(row[field.name]),
    )
  return {
    chips: filled.filter((field) => field.editor === 'choice').slice(0, 3),
    line: filled
      .filter((field) => LINE.has(field.editor) && field.editor !== 'datetime')
      .slice(0, 2),
  }
}

export function RecordHead({ entity, row, narrow, tools }: RecordHeadProps) {
  const words = useMessages(recordMessages)
  const context = useLocale()
  const title = titleText(row[entity.title], context)
  const { chips, line } = headFields(entity, row)
  const facts = line.map(
    (field) => fieldKinds.get(field.editor)?.format(row[field.name] ?? null, field, context) ?? '',
  )
  const author = row.created_by as RecordRef | null | undefined
  const created =
    typeof row.created_at === 'string'
      ? words.created(lowerFirst(formatMoment(row.created_at, context)), author?.title ?? '')
      : ''
  return (
    <div className="flex min-w-0 items-center gap-3">
      <RecordMark entity={entity} row={row} size={narrow ? 56 : 40} />
      <div className="min-w-0">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <h1 className="truncate text-page font-semibold tracking-[-0.014em]">{title}</h1>
          {chips.map((field) => (
            <FieldValue key={field.name} field={field} row={row} context={context} place="card" />
          ))}
        </div>
        <p className="truncate text-fg-2">
          {facts.filter(Boolean).join(', ')}
          {facts.length > 0 && created && '. '}
          {created}
        </p>
      </div>
      {tools && (
        <div className="ml-auto flex shrink-0 items-center gap-1.5 self-start">{tools}</div>
      )}
    </div>
  )
}

/** "Hoje, 10:30" inside a sentence. */
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
