/** A stage changed from a cell: the menu of stages, then the gate where one asks for something. */
import { type EntityPlan, type PipelinePlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { MoveDialog } from '../../record/move-dialog'
import { MoveMenu } from '../../record/move-menu'
import { useMover } from '../../record/use-mover'

interface StageMovesProps {
  entity: EntityPlan
  pipeline: PipelinePlan
  row: Row
  /** Whether the menu shows; a gate stays open without it. */
  isOpen: boolean
  onClose: () => void
}

export function StageMoves({ entity, pipeline, row, isOpen, onClose }: StageMovesProps) {
  const mover = useMover(entity, pipeline)
  return (
    <>
      {isOpen && (
        <MoveMenu
          entity={entity}
          pipeline={pipeline}
          row={row}
          onMove={(stage) => mover.start(row, stage)}
          onClose={onClose}
        />
      )}
      <MoveDialog entity={entity} pipeline={pipeline} mover={mover} />
    </>
  )
}
