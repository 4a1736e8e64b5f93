/** One cell of the list. The title has an avatar where it is a name. Lines lend their nodes to each other: what reads the same is not drawn again. */
import { memo } from 'react'
import { FieldValue } from '../../fields/field-value'
import { useLocale } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { valueAt } from '../../meta/value-at'
import { type Row } from '../../meta/wire'
import { Avatar } from '../../ui/avatar'
import { DueText } from '../due/due-text'

interface ListCellProps {
  row: Row
  field: FieldPlan
  isTitle: boolean
  /** Given where the field is the view's deadline: late and soon are said in words. */
  dueOf?: EntityPlan
}

function isSame(before: ListCellProps, after: ListCellProps): boolean {
  const isAlike =
    before.field === after.field && before.isTitle === after.isTitle && before.dueOf === after.dueOf
  if (!isAlike) return false
  if (before.row === after.row) return true
  // A deadline is late or not by more than its own value.
  if (after.dueOf) return false
  const { name } = after.field
  const values = [valueAt(before.row, name), valueAt(after.row, name)]
  return values[0] === values[1] || isSameRecord(values[0], values[1])
}

/** Two readings of one linked record. */
function isSameRecord(a: unknown, b: unknown): boolean {
  if (!isRecord(a) || !isRecord(b)) return false
  return a.id === b.id && a.title === b.title && Object.keys(a).length === Object.keys(b).length
}

const isRecord = (value: unknown): value is { id: unknown; title: unknown } =>
  typeof value === 'object' && value !== null && 'id' in value && 'title' in value

export const ListCell = memo(function ListCell({ row, field, isTitle, dueOf }: ListCellProps) {
  const context = useLocale()
  const value = row[field.name]
  if (dueOf) return <DueText entity={dueOf} field={field} row={row} bare />
  return (
    <>
      {isTitle && field.editor === 'text' && typeof value === 'string' && (
        <Avatar size={24} name={value} decorative />
      )}
      <FieldValue field={field} row={row} context={context} place="cell" />
    </>
  )
}, isSame)
