/** What comes next for a record, at its moment on the line: the next step, or that its stage is over its time. */
import { type TimeScale } from '../../engines/time/time-scale'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { cn } from '../../ui/cn'
import { Icon } from '../../ui/icon'
import { tip } from '../../ui/tooltip'
import { useDue } from '../due/due-text'
import { instantOf } from './bars'
import { timelineMessages } from './timeline-messages'

const LETTER = 6.9
const ICON = 22
const GAP = 6
/** Letters are rather narrower than reckoned with. */
const SLACK = 12

interface NextMarkProps {
  entity: EntityPlan
  field: FieldPlan | null
  isDue: boolean
  row: Row
  /** Days its stage is over its time. */
  late: number
  scale: TimeScale
  width: number
}

export function NextMark({ entity, field, isDue, row, late, scale, width }: NextMarkProps) {
  const words = useMessages(timelineMessages)
  const context = useLocale()
  const due = useDue(entity, field, isDue)(row)
  const isOver = late > 0
  const over = { text: words.overBy(late), icon: 'circle-alert', tone: 'text-bad font-medium' }
  const shown = isOver ? over : due
  const moment = field && instantOf(row[field.name], field, context.timeZone)
  if (!shown) return null
  const now = scale.now
  // Without now on the screen only what happens in these days is shown.
  const own = isOver ? now : moment === null ? null : scale.place(moment)
  if (own === null || (now === null && (own < 0 || own > 1))) return null
  const at = Math.max(own, now ?? 0)
  const room = width * (1 - at) - GAP
  const isShort = isOver && ICON + over.text.length * LETTER > room
  const text = isShort ? words.overShort(late) : shown.text
  const size = ICON + text.length * LETTER
  const line = now === null || now < 0 || now > 1 ? null : now * width
  const most = width - size - GAP
  // Never on the line of now: after it, and where the words do not fit there, before it.
  const after = line === null ? 0 : line + GAP
  const isBefore = line !== null && most < after - SLACK
  const left = isBefore
    ? Math.max(0, line - GAP - size)
    : Math.max(after, Math.min(at * width + GAP, most))
  const label = due && field ? `${field.label}: ${due.whole}` : shown.text
  return (
    <span
      className={cn(
        'num absolute top-2.25 z-2 flex h-5 items-center gap-1.25 rounded-chip bg-surface/85 pr-1 text-meta whitespace-nowrap text-fg-2 max-md:top-1',
        shown.tone,
      )}
      style={{ left }}
      {...tip(label)}
    >
      <Icon name={shown.icon} size={14} className={shown.tone ? '' : 'text-fg-3'} />
      <span className="sr-only">{isOver ? '' : `${field?.label ?? ''}: `}</span>
      <span aria-hidden={isShort || undefined}>{text}</span>
      {isShort && <span className="sr-only">{over.text}</span>}
    </span>
  )
}
