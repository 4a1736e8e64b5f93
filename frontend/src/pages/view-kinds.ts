/** The kinds a view can be drawn as, in the order the switch has them. */
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { type ViewState } from '@kit/views/contract'
import { viewKinds } from '@kit/views/registry'

const ORDER = ['kanban', 'list', 'sheet', 'grid', 'timeline', 'split']

/** What the server offers for the entity and this build can draw; its own kind is always among them. */
export function kindsOf(entity: EntityPlan, view: ViewPlan): string[] {
  const offered = entity.kinds ?? [...viewKinds.keys()]
  const drawn = offered.filter(
    (kind) =>
      kind !== view.kind && viewKinds.get(kind)?.accepts(entity, asKind(view, kind)).length === 0,
  )
  const place = (kind: string) => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length)
  return [view.kind, ...drawn].sort((one, other) => place(one) - place(other))
}

/** The field of a board is no start of a timeline: a view drawn as another kind keeps what all kinds share. */
export function asKind(view: ViewPlan, kind: string): ViewPlan {
  return kind === view.kind ? view : { ...view, kind, field: null, pipeline: null }
}

/** The change of the address that draws the view as another kind. A board needs columns: "no groups" does not go along. */
export function switchTo(view: ViewPlan, state: ViewState, kind: string): Partial<ViewState> {
  const as = kind === view.kind ? undefined : kind
  return kind === 'kanban' && state.group !== undefined ? { as, group: undefined } : { as }
}
