/** One cell of the list. The title has an avatar where it is a name. */
import { memo } from 'react'
import { FieldValue } from '../../fields/field-value'
import { useLocale } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { Avatar } from '../../ui/avatar'

export const ListCell = memo(function ListCell({
  row,
  field,
  isTitle,
}: {
  row: Row
  field: FieldPlan
  isTitle: boolean
}) {
  const context = useLocale()
  const value = row[field.name]
  return (
    <>
      {isTitle && field.editor === 'text' && typeof value === 'string' && (
        <Avatar size={24} name={value} decorative />
      )}
      <FieldValue field={field} row={row} context={context} place="cell" />
    </>
  )
})
