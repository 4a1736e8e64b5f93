/** What the app that mounts the kit expects of kit/record/record-page.tsx (RecordPage) and kit/record/create-dialog.tsx (CreateDialog). */
import { type EntityPlan } from '../meta/plan'
import { type Row } from '../meta/wire'

/** On its own page, at the side of a view, or as the larger part of one. */
export type RecordMode = 'page' | 'peek' | 'pane'

export interface RecordPageProps {
  entity: EntityPlan
  id: string
  /** 'page' fills the sheet of the shell; 'peek' is the 520 px layer at the side. Both draw their own TopBar (kit/ui/top-bar). */
  mode?: 'page' | 'peek'
  /** In a peek: closes the layer. */
  onClose?: () => void
}

export interface CreateDialogProps {
  entity: EntityPlan
  open: boolean
  onClose: () => void
  defaults?: Partial<Row>
  onCreated?: (row: Row) => void
}
