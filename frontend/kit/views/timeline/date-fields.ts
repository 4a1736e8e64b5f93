/** The fields by which records can stand along time. */
import { type EntityPlan, type FieldPlan } from '../../meta/plan'

export const DATES: ReadonlySet<string> = new Set(['datetime', 'date', 'created_at', 'updated_at'])

export const dateFields = (entity: EntityPlan): FieldPlan[] =>
  entity.fields.filter(
    (field) =>
      (DATES.has(field.editor) || DATES.has(field.type)) &&
      field.access !== 'masked' &&
      !field.hidden,
  )
