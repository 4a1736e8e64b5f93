/** "Mover para…" and the form of what a stage asks, for views that show records outside of columns. */
import { type EntityPlan, type PipelinePlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { MoveDialog } from '../record/move-dialog'
import { MoveMenu } from '../record/move-menu'
import { useMover } from '../record/use-mover'

interface MoveLayerProps {
  entity: EntityPlan
  pipeline: PipelinePlan
  /** Whose menu is open. */
  row: Row | null
  onClose: () => void
}

export function MoveLayer({ entity, pipeline, row, onClose }: MoveLayerProps) {
  const mover = useMover(entity, pipeline)
  return (
    <>
      {row && (
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
