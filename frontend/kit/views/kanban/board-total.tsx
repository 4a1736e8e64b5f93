/** What the whole board adds up to, for the toolbar. */
import { centsOf, fromCents } from '../../fields/money/money'
import { type EntityPlan } from '../../meta/plan'
import { type CountInfo, type KanbanData, type WireView } from '../../meta/wire'
import { Money } from '../../ui/money'

export function totalCount(data: KanbanData): CountInfo {
  return {
    value: data.columns.reduce((sum, column) => sum + column.count.value, 0),
    capped: data.columns.some((column) => column.count.capped),
  }
}

/** Sums of money only: other measures have no meaning for the whole board. */
export function hasTotal(entity: EntityPlan, measures: WireView['measures']): boolean {
  return (measures ?? []).some(
    ({ fn, field }) => fn === 'sum' && field !== null && entity.fieldByName.get(field)?.currency,
  )
}

interface BoardTotalProps {
  entity: EntityPlan
  data: KanbanData
  measures: NonNullable<WireView['measures']>
}

export function BoardTotal({ entity, data, measures }: BoardTotalProps) {
  return measures.flatMap(({ fn, field }) => {
    const currency = field === null ? null : entity.fieldByName.get(field)?.currency
    if (fn !== 'sum' || field === null || !currency) return []
    const sums = data.columns.map((column) => column.measures[`${fn}:${field}`] ?? '0')
    const total = fromCents(sums.reduce((sum, one) => sum + centsOf(one), 0n))
    return [<Money key={field} whole value={total} currency={currency} />]
  })
}
