/** "Mover para": the stages of a pipeline, for all chosen records. Whether each may go there the server says. */
import { useState } from 'react'
import { type Move } from '../../client/data'
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type PipelinePlan, type StagePlan } from '../../meta/plan'
import { Button } from '../../ui/button'
import { useHotkey } from '../../ui/hotkeys'
import { Menu, MenuItem } from '../../ui/menu'
import { StageGlyph } from '../../ui/stage-glyph'
import { selectionMessages } from './selection-messages'

interface MoveActionProps {
  entity: EntityPlan
  pipeline: PipelinePlan
  /** No other pipeline: the label need not name it. */
  isOnly: boolean
  onMove: (move: Move, stage: StagePlan) => void
}

export function MoveAction({ entity, pipeline, isOnly, onMove }: MoveActionProps) {
  const words = useMessages(selectionMessages)
  const [open, setOpen] = useState(false)
  const isFirst = entity.pipelines[0] === pipeline
  useHotkey({ keys: 'm', label: words.moveTo, group: words.bar }, () => setOpen(true), isFirst)
  return (
    <Menu
      open={open}
      onOpenChange={setOpen}
      align="start"
      side="top"
      trigger={
        <Button variant="ghost" icon="arrow-right-left" shortcut={isFirst ? 'M' : undefined}>
          {isOnly ? words.moveTo : words.moveIn(pipeline.label)}
        </Button>
      }
    >
      {pipeline.stages.map((stage) => (
        <MenuItem
          key={stage.key}
          glyph={<StageGlyph shape={stage.glyph} hue={stage.hue} />}
          onSelect={() => onMove({ stage: stage.key, pipeline: pipeline.name }, stage)}
        >
          {stage.label}
        </MenuItem>
      ))}
    </Menu>
  )
}
