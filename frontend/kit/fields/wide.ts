/** Fields whose editor wants a line of a form for itself. */
import { type FieldPlan } from '../meta/plan'

const WIDE = new Set([
  'long_text',
  'rich_text',
  'address',
  'weekly_hours',
  'files',
  'signature',
  'table',
])

export const isWide = (field: FieldPlan): boolean =>
  WIDE.has(field.editor) || (field.editor === 'links' && Array.isArray(field.settings?.attributes))
