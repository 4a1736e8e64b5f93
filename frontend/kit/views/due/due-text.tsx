/** A deadline as words with an icon and a tone: "Atrasado 1 dia", "Até 11:20", "Vence hoje"; with time to spare the plain date. */
import { fieldKinds } from '../../fields/registry'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatClock, formatMoment } from '../../meta/format'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { valueAt } from '../../meta/value-at'
import { type Row } from '../../meta/wire'
import { cn } from '../../ui/cn'
import { Icon } from '../../ui/icon'
import { tip } from '../../ui/tooltip'
import { type Due, dueOf, isOver } from './due'
import { dueMessages } from './due-messages'

const LOOK = {
  late: { icon: 'circle-alert', tone: 'text-bad font-medium' },
  soon: { icon: 'clock', tone: 'text-warn-text font-medium' },
  today: { icon: 'clock', tone: 'text-warn-text font-medium' },
  ahead: { icon: 'calendar', tone: '' },
}

function useDueWords(): (due: Due, value: string, field: FieldPlan) => string {
  const words = useMessages(dueMessages)
  const context = useLocale()
  return (due, value, field) => {
    if (due.kind === 'today') return words.today
    if (due.kind === 'soon') return words.until(formatClock(due.until, context))
    if (due.kind === 'ahead') {
      if (field.editor === 'datetime') return formatMoment(value, context)
      return fieldKinds.get(field.editor)?.format(value, field, context) ?? value
    }
    if (due.unit === 'day') return words.lateDays(due.by)
    return due.unit === 'hour' ? words.lateHours(due.by) : words.lateMinutes(due.by)
  }
}

/** The words, and what they are drawn with; null without a date. */
export function useDue(
  entity: EntityPlan,
  field: FieldPlan | null,
  isDue = true,
): (row: Row) => { text: string; icon: string; tone: string; whole: string } | null {
  const context = useLocale()
  const wordsOf = useDueWords()
  return (row) => {
    if (!field) return null
    const value = valueAt(row, field.name)
    const found = dueOf(value, context)
    if (!found || typeof value !== 'string') return null
    const due: Due = !isDue || isOver(entity, row) ? { kind: 'ahead' } : found
    const whole = fieldKinds.get(field.editor)?.format(value, field, context) ?? value
    return { text: wordsOf(due, value, field), whole, ...LOOK[due.kind] }
  }
}

interface DueTextProps {
  entity: EntityPlan
  field: FieldPlan
  row: Row
  /** Only where it is late or soon has it an icon. */
  bare?: boolean
  className?: string
}

export function DueText({ entity, field, row, bare, className }: DueTextProps) {
  const due = useDue(entity, field)(row)
  if (!due) return null
  return (
    <span
      className={cn(
        'num flex shrink-0 items-center gap-1.25 whitespace-nowrap',
        due.tone,
        className,
      )}
      {...tip(`${field.label}: ${due.whole}`)}
    >
      {!(bare && due.tone === '') && <Icon name={due.icon} size={12} />}
      {due.text}
    </span>
  )
}
