/** Whether a value can be changed where it stands, and if not, why: in words for the person. Pure. */
import { isMirror } from '../../fields/reference'
import { fieldKinds } from '../../fields/registry'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type CellWords } from './cell-messages'

export function lockedWhy(entity: EntityPlan, field: FieldPlan, words: CellWords): string | null {
  if (field.access === 'masked') return words.masked(field.label)
  if (field.name.includes('.')) return words.far(field.label)
  if (!fieldKinds.has(field.editor)) return words.unknown(field.label)
  if (isMirror(field)) return words.mirror(field.label)
  if (field.access !== 'editable') return words.readonly(field.label)
  if (field.pipeline ? !entity.can.move : !entity.can.update)
    return words.notYours(entity.labelPlural)
  return null
}
