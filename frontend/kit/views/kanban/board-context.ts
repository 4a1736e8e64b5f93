/** What every column and card of one board shares. */
import { type EntityPlan, type PipelinePlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { type BoardState } from '../../engines/board/board-machine'
import { type MoveVerdict } from '../../record/move-verdict'
import { type CardPlan } from './card-plan'

export interface BoardContext {
  entity: EntityPlan
  pipeline: PipelinePlan
  plan: CardPlan
  state: BoardState
  /** The carried card's record. */
  carried: Row | null
  canMove: boolean
  /** The one card in the tab order. */
  focusId: string | null
  /** True when the focus must go to that card once it is drawn. */
  wantsFocus: boolean
  onFocusTaken: () => void
  verdict: (to: string) => MoveVerdict | null
  openCard: (row: Row, event: { metaKey: boolean; ctrlKey: boolean }) => void
  openMenu: (row: Row) => void
  href: (row: Row) => string
}
