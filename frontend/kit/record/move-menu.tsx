/** "Mover para…": every stage as a line, what it asks, and why some cannot be reached. The first path on a phone, one key on a desk. */
import { useState } from 'react'
import { titleText } from '../fields/reference'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan, type PipelinePlan, type StagePlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { cn } from '../ui/cn'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import { StageGlyph } from '../ui/stage-glyph'
import { moveVerdict } from './move-verdict'
import { recordMessages } from './record-messages'
import { type RelatedAction } from './related-actions'
import { CreateRelated, useRelatedActions } from './related-buttons'

interface MoveMenuProps {
  entity: EntityPlan
  pipeline: PipelinePlan
  row: Row
  onMove: (stage: string) => void
  onClose: () => void
}

export function MoveMenu({ entity, pipeline, row, onMove, onClose }: MoveMenuProps) {
  const words = useMessages(recordMessages)
  const context = useLocale()
  const actions = useRelatedActions(entity)
  const [making, setMaking] = useState<RelatedAction | null>(null)
  const from = pipeline.stageByKey.get(String(row[pipeline.field] ?? ''))
  const note = (stage: StagePlan): { text: string; can: boolean } => {
    const verdict = moveVerdict(entity, pipeline, row, stage.key)
    if (verdict.kind === 'same') return { text: words.current, can: false }
    if (verdict.kind === 'refused')
      return { text: verdict.forRole ? words.notForRole : words.unreachable, can: false }
    if (verdict.kind === 'missing' && verdict.missing.length > 0) {
      return {
        text: words.missing(
          verdict.missing.map((field) => field.label.toLocaleLowerCase(context.locale)).join(', '),
        ),
        can: true,
      }
    }
    return { text: '', can: true }
  }
  if (making) return <CreateRelated entity={entity} row={row} action={making} onClose={onClose} />
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.moveToEllipsis}
      description={titleText(row[entity.title], context)}
    >
      <ul className="-mx-2 flex flex-col">
        {pipeline.stages.map((stage) => {
          const { text, can } = note(stage)
          return (
            <li key={stage.key}>
              <button
                type="button"
                disabled={!can}
                onClick={() => {
                  onClose()
                  onMove(stage.key)
                }}
                className={cn(
                  'flex min-h-9 w-full items-center gap-2.5 rounded-control px-2 py-1.5 text-left max-md:min-h-11',
                  can ? 'hover:bg-hover' : 'text-fg-3',
                )}
              >
                <StageGlyph shape={stage.glyph} hue={stage.hue} />
                <span className="shrink-0 font-medium">{stage.label}</span>
                <span className="ml-auto min-w-0 text-right text-meta text-fg-3">{text}</span>
                {stage.key === from?.key && (
                  <Icon name="check" size={14} className="text-accent-text" />
                )}
              </button>
            </li>
          )
        })}
      </ul>
      {actions.length > 0 && (
        <ul className="-mx-2 mt-2 flex flex-col border-t border-line pt-2">
          {actions.map((action) => (
            <li key={action.key}>
              <button
                type="button"
                onClick={() => setMaking(action)}
                className="flex min-h-9 w-full items-center gap-2.5 rounded-control px-2 py-1.5 text-left font-medium hover:bg-hover max-md:min-h-11"
              >
                <Icon name={action.icon} />
                {action.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
