/** A stage a record was in, or the time from its start to its end, as wide as it lasted. */
import { type TimeScale } from '../../engines/time/time-scale'
import { dayText } from '../../fields/date/day'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { dayOf, formatDateTime, formatMoment } from '../../meta/format'
import { type EntityPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { cn } from '../../ui/cn'
import { type FileteTone } from '../../ui/filete'
import { StageGlyph } from '../../ui/stage-glyph'
import { tip } from '../../ui/tooltip'
import { type Bar } from './bars'
import { timelineMessages } from './timeline-messages'
import { type TimelinePlan } from './timeline-plan'
import { type RowActions } from './timeline-row'

const DAY = 86_400_000
const LETTER = 6.6
const GLYPH = 24
/** A stage just entered can still be seen and pressed. */
const LEAST = 6

const FOOT: Record<FileteTone, string> = {
  plain: 'bg-fg-3',
  ok: 'bg-ok',
  warn: 'bg-warn',
  bad: 'bg-bad',
  accent: 'bg-accent',
}

interface BarCellProps {
  entity: EntityPlan
  plan: TimelinePlan
  row: Row
  bar: Bar
  scale: TimeScale
  width: number
  phone: boolean
  cell: number
  isActive: boolean
  actions: RowActions
}

export function BarCell(props: BarCellProps) {
  const { entity, row, bar, scale, width, cell, isActive, actions } = props
  const { text, label } = useBarWords(props)
  const left = Math.max(0, scale.place(bar.from))
  const right = Math.min(1, scale.place(bar.to))
  if (right < 0 || left > 1 || (right <= left && !bar.isPoint)) return null
  const shown = (right - left) * width
  const room = shown - GLYPH
  const isBeside = !bar.stage && !bar.time && (bar.isPoint || room < text.length * LETTER)
  return (
    <>
      <button
        type="button"
        data-cell={`${row.id} ${cell}`}
        data-hue={bar.stage?.hue ?? row.$color ?? entity.hue}
        aria-label={label}
        tabIndex={isActive ? 0 : -1}
        onFocus={() => actions.focused(row.id, cell)}
        onClick={() => actions.peek(row)}
        {...tip(label)}
        className={cn(
          'absolute top-2 flex h-5.5 min-w-1.5 items-center gap-1.25 overflow-hidden bg-hue-soft text-left text-meta font-medium text-hue-text max-md:top-0.5 max-md:h-5',
          'hover:inset-ring hover:inset-ring-hue-dot focus-visible:z-3',
          bar.isPoint ? '-ml-1.5 w-3 rounded-full inset-ring-2 inset-ring-hue-dot' : 'rounded-chip',
          shown >= GLYPH && 'px-1.25',
          left === 0 && 'rounded-l-none',
          isBeside && !bar.isPoint && 'bg-hue-dot',
        )}
        style={{
          left:
            shown < LEAST && bar.time ? `calc(${right * 100}% - ${LEAST + 2}px)` : `${left * 100}%`,
          width: bar.isPoint ? undefined : `calc(${(right - left) * 100}% - 2px)`,
        }}
      >
        {bar.stage && shown >= GLYPH && (
          <StageGlyph shape={bar.stage.glyph} hue={bar.stage.hue} size={12} />
        )}
        {room >= text.length * LETTER && !bar.isPoint && <span className="truncate">{text}</span>}
        {bar.time && (
          <span
            aria-hidden
            className={cn('absolute inset-x-0 bottom-0 h-0.5', FOOT[bar.time.tone])}
          />
        )}
      </button>
      {isBeside && (
        <span
          aria-hidden
          className="num pointer-events-none absolute top-3 ml-2 text-meta whitespace-nowrap text-fg-2 max-md:top-1"
          style={
            right < 0.75 ? { left: `${right * 100}%` } : { right: `${(1 - left) * 100 + 0.6}%` }
          }
        >
          {text}
        </span>
      )}
    </>
  )
}

function useBarWords({ plan, bar }: Pick<BarCellProps, 'plan' | 'bar'>) {
  const words = useMessages(timelineMessages)
  const context = useLocale()
  const isDay = !plan.stage && plan.start?.editor === 'date'
  const day = (instant: number) =>
    isDay
      ? dayText(dayOf(new Date(instant), context.timeZone))
      : formatDateTime(new Date(instant), context)
  const short = isDay ? day(bar.from) : formatMoment(new Date(bar.from), context)
  const days = Math.floor((bar.to - bar.from) / DAY)
  const howLong = days === 0 ? words.lessThanDay : words.days(days)
  if (bar.isPoint) {
    const text = words.point(plan.start?.label ?? '', day(bar.from))
    return { text: short, label: text }
  }
  const name = plan.stage ? (bar.stage?.label ?? words.goneStage) : (plan.start?.label ?? '')
  const end = day(isDay ? bar.to - 1 : bar.to)
  const label = words.bar(name, day(bar.from), bar.time ? words.untilNow : end, howLong)
  const over = bar.time && bar.time.late > 0 ? `. ${words.overBy(bar.time.late)}` : ''
  return { text: plan.stage ? name : short, label: label + over }
}
