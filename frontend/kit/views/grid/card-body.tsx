/** What a large card says under its name: stage and options, facts, value and next moment, and the line of time at its foot. */
import { FieldValue } from '../../fields/field-value'
import { fieldKinds } from '../../fields/registry'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { valueAt } from '../../meta/value-at'
import { type Row } from '../../meta/wire'
import { recordMessages } from '../../record/record-messages'
import { stageTime, stageTimeText } from '../../record/stage-time'
import { Filete } from '../../ui/filete'
import { Icon } from '../../ui/icon'
import { tip } from '../../ui/tooltip'
import { DueText } from '../due/due-text'
import { factsHeight, type GridPlan } from './grid-plan'

interface CardBodyProps {
  entity: EntityPlan
  plan: GridPlan
  row: Row
}

export function CardBody({ entity, plan, row }: CardBodyProps) {
  const context = useLocale()
  const value = (field: FieldPlan, place: 'card' | 'cell' = 'card') => (
    <FieldValue key={field.name} field={field} row={row} context={context} place={place} />
  )
  const { stage, hasStageChip, chips, facts, figure, moment, isDue, people } = plan
  // What is empty takes no place: the next one moves up.
  const known = facts.filter((field) => !isEmptyIn(field, row))
  const hasFoot = figure || moment || people.length > 0
  return (
    <>
      {(hasStageChip || chips.length > 0) && (
        <div className="mt-2.5 flex h-5 items-center gap-1 overflow-hidden">
          {stage && hasStageChip && value(stage)}
          {chips.map((field) => value(field))}
        </div>
      )}
      {facts.length > 0 && (
        <div
          className="mt-2 grid grid-cols-[1.38fr_1fr] content-start gap-x-2 text-fg-2"
          style={{ minHeight: factsHeight(facts.length) }}
        >
          {known.map((field) => (
            <Fact key={field.name} field={field} row={row} />
          ))}
        </div>
      )}
      {hasFoot && (
        <div className="mt-2 flex h-7.25 items-end justify-between gap-2 border-t border-line">
          <span className="flex h-5 min-w-0 text-body">{figure && value(figure)}</span>
          <span className="flex h-5 shrink-0 items-center gap-2 text-meta text-fg-2">
            {moment && isDue ? (
              <DueText entity={entity} field={moment} row={row} />
            ) : (
              moment && value(moment)
            )}
            {people.map((field) => value(field))}
          </span>
        </div>
      )}
      <StageLine entity={entity} plan={plan} row={row} />
    </>
  )
}

function isEmptyIn(field: FieldPlan, row: Row): boolean {
  const raw = valueAt(row, field.name)
  return raw === null || raw === undefined || (fieldKinds.get(field.editor)?.isEmpty(raw) ?? false)
}

function Fact({ field, row }: { field: FieldPlan; row: Row }) {
  const context = useLocale()
  const raw = valueAt(row, field.name)
  const option = field.optionByKey.get(String(raw ?? ''))
  const text = fieldKinds.get(field.editor)?.format(raw, field, context) ?? ''
  return (
    <span
      className="num flex h-5.25 min-w-0 items-center gap-1.5"
      {...tip(`${field.label}: ${text}`)}
    >
      <Icon name={option?.icon ?? field.icon} size={14} className="text-fg-3" />
      <span className="sr-only">{`${field.label}: `}</span>
      <span className="truncate">{text}</span>
    </span>
  )
}

/** How much of the time of its stage is gone; the same in words for whoever cannot see it, and on hover. */
function StageLine({ plan, row }: CardBodyProps) {
  const words = useMessages(recordMessages)
  const { now } = useLocale()
  const stage = plan.stage?.pipeline?.stageByKey.get(String(row[plan.stage.name] ?? ''))
  const time = stage && stageTime(row[`${plan.stage?.name}_since`], stage, now())
  if (!stage || !time || time.part === null) return null
  const text = `${stage.label}: ${stageTimeText(time, stage, words)}`
  return (
    <span className="absolute inset-x-0 bottom-0 z-2 pt-2" {...tip(text)}>
      <span className="sr-only">{text}</span>
      <Filete part={time.part} tone={time.tone} className="rounded-none bg-transparent" />
    </span>
  )
}
