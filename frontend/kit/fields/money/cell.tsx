import { moneyParts } from '../../meta/format'
import { cn } from '../../ui/cn'
import { type CellProps } from '../contract'

/** Quiet cents. In a table cell the head already says the currency. */
export function Cell({ value, field, context, place }: CellProps<string>) {
  const parts = moneyParts(value ?? '0', field.currency ?? 'BRL', context.locale)
  const sign = parts.symbol.startsWith('-') ? '-' : ''
  return (
    <span className={cn('num truncate whitespace-nowrap', place === 'card' && 'font-semibold')}>
      {place === 'cell' ? sign : `${parts.symbol}\u00a0`}
      {parts.whole}
      <span className="font-normal text-fg-3">{parts.cents}</span>
    </span>
  )
}
