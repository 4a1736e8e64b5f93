/** What can be made from a record, already tied to it: the actions of its layout and the sources of its activity. Pure. */
import { type EntityPlan, type FieldPlan, type ModelPlan } from '../meta/plan'
import { type AnyRef, type Row } from '../meta/wire'

/** Records of `target` that hang on a record by `field`; `inverse` is the field that points back. */
export interface Related {
  field: FieldPlan
  target: EntityPlan
  inverse: FieldPlan
}

export interface RelatedAction extends Related {
  key: string
  label: string
  icon: string
}

/** The field of the other side that points back here. */
export function inverseOf(
  target: EntityPlan,
  entity: EntityPlan,
  field: FieldPlan,
): FieldPlan | null {
  const named = field.inverse ? target.fieldByName.get(field.inverse) : undefined
  if (named) return named
  const found = target.fields.filter(
    (one) =>
      (one.editor === 'link' && one.to === entity.name) ||
      (one.editor === 'any_link' && one.targets?.includes(entity.name)),
  )
  return found.length === 1 ? (found[0] ?? null) : null
}

/** Null when this person may not make one. */
export function relatedOf(
  model: Pick<ModelPlan, 'findEntity'>,
  entity: EntityPlan,
  name: string,
): Related | null {
  const field = entity.fieldByName.get(name)
  const target = field && model.findEntity(field.to ?? '')
  const inverse = field && target ? inverseOf(target, entity, field) : null
  return field && target?.can.create && inverse?.access === 'editable'
    ? { field, target, inverse }
    : null
}

export function relatedActions(
  model: Pick<ModelPlan, 'findEntity'>,
  entity: EntityPlan,
): RelatedAction[] {
  return (entity.layout('record')?.actions ?? []).flatMap((action) => {
    const related = relatedOf(model, entity, action.related)
    if (!related) return []
    return [
      {
        ...related,
        key: action.related,
        label: action.label ?? related.target.label,
        icon: action.icon ?? related.target.icon,
      },
    ]
  })
}

/** The link to a record, as forms hold it. */
export const linkTo = (entity: EntityPlan, row: Row): AnyRef => ({
  id: row.id,
  title: String(row[entity.title] ?? ''),
  entity: entity.name,
})
