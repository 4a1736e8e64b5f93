/** What all rows of a view add up to, for the toolbar: sums of money only, other measures say little without their column. */
import { useLocale } from '../i18n/locale-context'
import { formatMoneyWhole } from '../meta/format'
import { type EntityPlan, type ViewPlan } from '../meta/plan'

export function useRowsTotal(
  entity: EntityPlan,
  view: ViewPlan,
  measures: Record<string, string | number | null> | undefined,
): string | null {
  const { locale } = useLocale()
  const shown = view.measures.flatMap(({ fn, field }) => {
    const currency = entity.fieldByName.get(field)?.currency
    const value = measures?.[`${fn}_${field}`]
    if (fn !== 'sum' || !currency || value === null || value === undefined) return []
    return [formatMoneyWhole(value, currency, locale)]
  })
  return shown.length > 0 ? shown.join(', ') : null
}
