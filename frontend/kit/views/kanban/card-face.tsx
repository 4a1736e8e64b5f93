/** What a card shows, from its plan. No entity is known here. */
import { memo, type ReactNode } from 'react'
import { type FieldContext } from '../../fields/contract'
import { FieldValue } from '../../fields/field-value'
import { fieldKinds } from '../../fields/registry'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan, type StagePlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { recordMessages } from '../../record/record-messages'
import { stageTime, stageTimeText } from '../../record/stage-time'
import { cn } from '../../ui/cn'
import { Filete, type FileteTone } from '../../ui/filete'
import { Icon } from '../../ui/icon'
import { tip } from '../../ui/tooltip'
import { DueText } from '../due/due-text'
import { type CardPlan } from './card-plan'

interface CardFaceProps {
  entity: EntityPlan
  plan: CardPlan
  row: Row
  stage: StagePlan
  since: unknown
  /** The title as a link. */
  title: ReactNode
  /** Beside the people: the button of the move menu. */
  corner?: ReactNode
}

const WORD_TONE: Record<FileteTone, string> = {
  plain: 'text-fg-3',
  ok: 'text-fg-3',
  warn: 'text-warn-text',
  bad: 'text-bad',
  accent: 'text-fg-3',
}

export const CardFace = memo(function CardFace({
  entity,
  plan,
  row,
  stage,
  since,
  title,
  corner,
}: CardFaceProps) {
  const words = useMessages(recordMessages)
  const context = useLocale()
  const time = stageTime(since, stage, context.now())
  // Only one thing on a card is "late": what is due. The stage says days of those it may have.
  const stageWords =
    plan.isDue && time && stage.max_days
      ? { ...words, late: () => words.daysOf(Math.floor(time.days), stage.max_days ?? 0) }
      : words
  const value = (field: FieldPlan | null, place: 'card' | 'cell' = 'card') =>
    field && <FieldValue field={field} row={row} context={context} place={place} />
  return (
    <>
      <div className="flex h-5 items-center justify-between gap-2">
        {title}
        <span className="flex shrink-0 items-center gap-1">
          {plan.people.map((field) => (
            <FieldValue key={field.name} field={field} row={row} context={context} place="card" />
          ))}
          {corner}
        </span>
      </div>
      {plan.line && <div className="mt-px flex h-4 text-meta text-fg-2">{value(plan.line)}</div>}
      {(plan.chips.length > 0 || plan.marks.length > 0) && (
        <div className="mt-2 flex h-5 items-center gap-1 overflow-hidden max-md:h-5.5">
          {plan.chips.map((field) => (
            <FieldValue key={field.name} field={field} row={row} context={context} place="card" />
          ))}
          <span className="ml-auto flex gap-1.5 text-fg-3">
            {plan.marks.map((field) => (
              <OptionMark key={field.name} field={field} row={row} context={context} />
            ))}
          </span>
        </div>
      )}
      {(plan.figure || plan.moment) && (
        <div className="mt-2 flex h-5 items-center justify-between gap-2">
          <span className="flex min-w-0 text-ui">{value(plan.figure)}</span>
          <span className="flex shrink-0 items-center gap-1.25 text-meta text-fg-2">
            {plan.moment && plan.isDue ? (
              <DueText entity={entity} field={plan.moment} row={row} />
            ) : (
              <>
                {plan.moment && row[plan.moment.name] != null && <Icon name="calendar" size={12} />}
                {value(plan.moment)}
              </>
            )}
          </span>
        </div>
      )}
      <div className="num mt-1.5 flex h-4 items-center justify-between gap-2 text-meta text-fg-3">
        <span
          className={cn(
            'flex shrink-0 items-center gap-1',
            time && WORD_TONE[time.tone],
            time && time.tone !== 'plain' && time.tone !== 'ok' && 'font-medium',
          )}
        >
          {time && (
            <>
              <Icon name={time.late > 0 ? 'circle-alert' : 'clock'} size={12} />
              {stageTimeText(time, stage, stageWords)}
            </>
          )}
        </span>
        <span className="flex min-w-0 gap-1.5">
          {plan.foot.map((field) => (
            <FieldValue key={field.name} field={field} row={row} context={context} place="card" />
          ))}
        </span>
      </div>
      {time?.part != null && (
        <Filete
          part={time.part}
          tone={time.tone}
          className="absolute inset-x-0 bottom-0 rounded-none bg-transparent"
        />
      )}
    </>
  )
})

/** An option as its icon, with the word for whoever cannot see it and on hover. */
function OptionMark({
  field,
  row,
  context,
}: {
  field: FieldPlan
  row: Row
  context: FieldContext
}) {
  const option = field.optionByKey.get(String(row[field.name] ?? ''))
  if (!option) return null
  const text = `${field.label}: ${fieldKinds.get(field.editor)?.format(option.key, field, context) ?? option.label}`
  return (
    <span className="relative z-1 grid" {...tip(text)}>
      <Icon name={option.icon ?? 'tag'} size={14} />
      <span className="sr-only">{text}</span>
    </span>
  )
}
