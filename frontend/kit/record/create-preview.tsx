/** The card of a record that is being made, as it will stand on the board. */

import { titleText } from '../fields/reference'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan, type PipelinePlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { CardFace } from '../views/kanban/card-face'
import { cardPlan } from '../views/kanban/card-plan'
import { createMessages } from './create-messages'

interface CreatePreviewProps {
  entity: EntityPlan
  pipeline: PipelinePlan
  values: Record<string, unknown>
}

export function CreatePreview({ entity, pipeline, values }: CreatePreviewProps) {
  const words = useMessages(createMessages)
  const context = useLocale()
  const stage = pipeline.stageByKey.get(pipeline.initial) ?? pipeline.stages[0]
  if (!stage) return null
  const row: Row = { ...values, id: '', version: 0, [pipeline.field]: stage.key }
  const plan = cardPlan(entity, entity.layout('card')?.items ?? [], pipeline.field, false)
  return (
    <div aria-hidden inert>
      <p className="mb-2 text-meta font-medium text-fg-2">{words.preview}</p>
      <div
        style={{ minHeight: plan.height }}
        className="relative flex flex-col overflow-hidden rounded-card border border-line bg-surface px-2.5 pt-2.5 pb-2.25"
      >
        <CardFace
          entity={entity}
          plan={plan}
          row={row}
          stage={stage}
          since={context.now().toISOString()}
          title={
            <span className="truncate font-semibold">
              {titleText(row[entity.title], context) || '…'}
            </span>
          }
        />
      </div>
    </div>
  )
}
