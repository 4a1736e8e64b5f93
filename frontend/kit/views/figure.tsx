/** A figure where there is little room: money in whole units, the cents on hover. */
import { FieldValue } from '../fields/field-value'
import { useLocale } from '../i18n/locale-context'
import { formatMoney } from '../meta/format'
import { type FieldPlan } from '../meta/plan'
import { valueAt } from '../meta/value-at'
import { type Row } from '../meta/wire'
import { Money } from '../ui/money'
import { tip } from '../ui/tooltip'

export function Figure({ field, row }: { field: FieldPlan; row: Row }) {
  const context = useLocale()
  const value = valueAt(row, field.name)
  const isPlain = typeof value === 'string' && field.currency && field.access !== 'masked'
  if (!isPlain || !field.currency)
    return <FieldValue field={field} row={row} context={context} place="panel" />
  const hasCents = !/^-?\d+(\.0+)?$/.test(value)
  return (
    <span {...(hasCents ? tip(formatMoney(value, field.currency, context.locale)) : {})}>
      <Money value={value} currency={field.currency} whole />
    </span>
  )
}
