/** A moment, relative within seven days; the whole date on hover and focus, and in the time element. */
import { useLocale } from '../i18n/locale-context'
import { formatDateTime, formatMoment, formatMomentLong } from '../meta/format'
import { cn } from './cn'
import { tip } from './tooltip'

export interface DateTextProps {
  value: string
  /** Always dd/mm/yyyy, hh:mm. */
  absolute?: boolean
  className?: string
}

export function DateText({ value, absolute, className }: DateTextProps) {
  const locale = useLocale()
  return (
    <time
      data-slot="date-text"
      dateTime={value}
      className={cn('num whitespace-nowrap', className)}
      {...tip(formatMomentLong(value, locale))}
    >
      {absolute ? formatDateTime(value, locale) : formatMoment(value, locale)}
    </time>
  )
}
