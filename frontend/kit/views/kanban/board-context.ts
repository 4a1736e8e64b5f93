/** What every column and card of one board shares. */
import { type KeyboardEvent } from 'react'
import { type BoardState } from '../../engines/board/board-machine'
import { type EntityPlan, type PipelinePlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { type MoveVerdict } from '../../record/move-verdict'
import { type CardPlan } from './card-plan'

export interface CardActions {
  open: (row: Row) => void
  openMenu: (row: Row) => void
  focused: (id: string) => void
  focusTaken: () => void
  key: (row: Row, event: KeyboardEvent) => void
}

export interface BoardContext {
  entity: EntityPlan
  pipeline: PipelinePlan
  plan: CardPlan
  state: BoardState
  focusId: string | null
  canMove: boolean
  wantsFocus: boolean
  actions: CardActions
  verdict: (to: string) => MoveVerdict | null
}
