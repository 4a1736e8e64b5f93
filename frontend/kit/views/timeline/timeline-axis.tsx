/** The days over the rows, and behind them: ticks, weekends, the line of now. */
import { type Tick, type TimeScale } from '../../engines/time/time-scale'
import { useLocale } from '../../i18n/locale-context'
import { cn } from '../../ui/cn'

const percent = (part: number) => `${part * 100}%`

/** "23 nov", "seg 23", "nov": as much as the tick stands for. */
function useTickText(scale: TimeScale): (tick: Tick) => string {
  const { locale } = useLocale()
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
  const day = format({ day: 'numeric' })
  const month = format({ month: 'short' })
  const weekday = format({ weekday: 'short' })
  const bare = (text: string) => text.replace('.', '')
  return (tick) => {
    const date = new Date(`${tick.day}T12:00:00Z`)
    if (scale.tick === 'day') return `${bare(weekday.format(date))} ${day.format(date)}`
    const name = bare(month.format(date))
    return scale.tick === 'month' && tick.day.endsWith('-01') ? name : `${day.format(date)} ${name}`
  }
}

export function AxisHead({ scale, phone }: { scale: TimeScale; phone: boolean }) {
  const text = useTickText(scale)
  // Two letters of a weekday do not fit fourteen times on a phone: every other one.
  const step = phone && scale.ticks.length > 7 ? 3 : phone && scale.ticks.length > 4 ? 2 : 1
  return scale.ticks.map((tick, index) =>
    index % step === 0 ? (
      <span
        key={tick.day}
        className={cn(
          'num absolute top-2 pl-2 text-meta whitespace-nowrap text-fg-3 max-md:pl-1.5',
          tick.isNow && 'font-semibold text-accent-text',
        )}
        style={{ left: percent(tick.at) }}
      >
        {text(tick)}
      </span>
    ) : null,
  )
}

export function AxisBack({ scale }: { scale: TimeScale }) {
  return (
    <>
      {scale.weekends.map(({ at, size }) => (
        <span
          key={at}
          className="absolute inset-y-0 bg-(--hatch) opacity-60"
          style={{ left: percent(at), width: percent(size) }}
        />
      ))}
      {scale.ticks.slice(1).map((tick) => (
        <span
          key={tick.day}
          className="absolute inset-y-0 w-px bg-line"
          style={{ left: percent(tick.at) }}
        />
      ))}
    </>
  )
}

export function NowLine({ scale }: { scale: TimeScale }) {
  if (scale.now === null) return null
  return (
    <span
      className="absolute inset-y-0 -ml-px w-0.5 rounded-full bg-accent"
      style={{ left: percent(scale.now) }}
    />
  )
}
