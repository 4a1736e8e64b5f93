/** Money with quiet cents: the eye reads the magnitude first. */
import { useLocale } from '../i18n/locale-context'
import { moneyParts } from '../meta/format'
import { cn } from './cn'

export interface MoneyProps {
  value: string | number
  currency?: string
  /** In tables whose head already says R$. */
  hideSymbol?: boolean
  /** Sums in column heads: no cents at all. */
  whole?: boolean
  className?: string
}

export function Money({ value, currency = 'BRL', hideSymbol, whole, className }: MoneyProps) {
  const { locale } = useLocale()
  const parts = moneyParts(value, currency, locale, whole)
  return (
    <span data-slot="money" className={cn('num whitespace-nowrap', className)}>
      {!hideSymbol && `${parts.symbol}\u00a0`}
      {parts.whole}
      {!whole && <span className="font-normal text-fg-3">{parts.cents}</span>}
    </span>
  )
}
