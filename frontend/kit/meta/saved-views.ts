/** The model with the views people saved in it: beside those of the packages, as if they were one list. Pure. */
import { type WireEntity, type WireField, type WireModel, type WireView } from './wire'

export interface ViewsAside {
  data: WireView[]
  far_fields: Record<string, (WireField & { entity: string })[]>
  pinned: Record<string, boolean>
  defaults: Record<string, string>
}

export function withSavedViews(model: WireModel, aside: ViewsAside): WireModel {
  const entities = Object.entries(model.entities).map(([name, entity]) => [
    name,
    entityWith(entity, aside),
  ])
  return { ...model, entities: Object.fromEntries(entities) }
}

function entityWith(entity: WireEntity, aside: ViewsAside): WireEntity {
  const saved = aside.data.filter((view) => view.entity === entity.name)
  const all = [...entity.views, ...saved]
  const chosen = all.find((view) => view.key === aside.defaults[entity.name])?.key
  const known = new Set(entity.far_fields?.map((field) => field.name))
  const far = (aside.far_fields[entity.name] ?? []).filter((field) => !known.has(field.name))
  return {
    ...entity,
    far_fields: [...(entity.far_fields ?? []), ...far],
    views: all.map((view) => ({
      ...view,
      pinned: aside.pinned[view.key] ?? view.pinned ?? false,
      default: chosen === undefined ? view.default : view.key === chosen,
    })),
  }
}
