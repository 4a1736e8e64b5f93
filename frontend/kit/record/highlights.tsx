/** The facts that matter first: fields the layout names, the time in the stage and its chance. */
import { type ReactNode } from 'react'
import { FieldValue } from '../fields/field-value'
import { fieldKinds } from '../fields/registry'
import { useLocale, useMessages } from '../i18n/locale-context'
import { formatNumber } from '../meta/format'
import { type FieldPlan, type PipelinePlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { cn } from '../ui/cn'
import { recordMessages } from './record-messages'
import { stageTime, stageTimeText } from './stage-time'

interface HighlightsProps {
  fields: readonly FieldPlan[]
  row: Row
  pipeline: PipelinePlan | null
  narrow: boolean
}

const TONE = { plain: '', ok: '', warn: 'text-warn-text', bad: 'text-bad', accent: '' }

export function Highlights({ fields, row, pipeline, narrow }: HighlightsProps) {
  const words = useMessages(recordMessages)
  const context = useLocale()
  const stage = pipeline?.stageByKey.get(String(row[pipeline.field] ?? ''))
  const time =
    pipeline && stage ? stageTime(row[`${pipeline.field}_since`], stage, context.now()) : null
  const facts: { key: string; label: string; value: ReactNode }[] = fields
    .filter(
      (field) =>
        field.access === 'masked' || !fieldKinds.get(field.editor)?.isEmpty(row[field.name]),
    )
    .map((field) => ({
      key: field.name,
      label: field.label,
      value: <FieldValue field={field} row={row} context={context} place="card" />,
    }))
  if (stage && time && !narrow) {
    facts.push({
      key: 'stage-time',
      label: words.inStage,
      value: (
        <span className={cn('num', TONE[time.tone])}>{stageTimeText(time, stage, words)}</span>
      ),
    })
  }
  if (stage?.probability != null) {
    facts.push({
      key: 'chance',
      label: words.chance,
      value: <span className="num">{formatNumber(stage.probability, context.locale)} %</span>,
    })
  }
  if (facts.length === 0) return null
  return (
    <dl
      aria-label={words.highlights}
      className={
        narrow
          ? 'mt-3.5 grid grid-cols-2 gap-x-4 gap-y-2.5 sm:grid-cols-3'
          : 'flex overflow-hidden rounded-card border border-line bg-surface'
      }
    >
      {facts.slice(0, 6).map((fact) => (
        <div
          key={fact.key}
          className={
            narrow
              ? 'flex min-w-0 flex-col justify-between'
              : 'flex min-w-28 flex-auto flex-col justify-between gap-px border-l border-line px-3.5 py-2 first:border-l-0'
          }
        >
          <dt className="text-meta leading-4 text-fg-2">{fact.label}</dt>
          <dd className="flex min-w-0 text-body font-semibold whitespace-nowrap">{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
