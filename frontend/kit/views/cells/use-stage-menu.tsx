/** The menu of stages opened from a cell: one row at a time; the gate it may open stays until it is done. */
import { type ReactNode, useState } from 'react'
import { type EntityPlan, type PipelinePlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { StageMoves } from './stage-moves'

interface Moving {
  row: Row
  pipeline: PipelinePlan
  isOpen: boolean
}

export interface StageMenu {
  open: (row: Row, pipeline: PipelinePlan) => void
  node: ReactNode
}

/** `onLeave`: the menu closed, the keyboard goes on where it was. */
export function useStageMenu(entity: EntityPlan, onLeave: () => void): StageMenu {
  const [moving, setMoving] = useState<Moving | null>(null)
  return {
    open: (row, pipeline) => setMoving({ row, pipeline, isOpen: true }),
    node: moving && (
      <StageMoves
        key={`${moving.row.id} ${moving.pipeline.name}`}
        {...moving}
        entity={entity}
        onClose={() => {
          setMoving({ ...moving, isOpen: false })
          onLeave()
        }}
      />
    ),
  }
}
