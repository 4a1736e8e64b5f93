/** What of a view is kept when it is saved: the view as shown, with what the address and this browser changed of it. Pure. */
import { type ViewParts } from '@kit/client/saved-views'
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { askedOf } from '@kit/views/asked'
import { type ViewState } from '@kit/views/contract'

const PATCHED = ['color_rules', 'density', 'measures', 'settings', 'card'] as const

/** Whether there is something to keep. To look at a view as another kind for a moment is no change of it. */
export function isViewChanged(entity: EntityPlan, view: ViewPlan, state: ViewState): boolean {
  return askedOf(entity, view, { ...state, as: undefined }).isChanged
}

/** Only what differs from the saved view. */
export function changedParts(view: ViewPlan, state: ViewState): ViewParts {
  const parts: ViewParts = {}
  if (state.as !== undefined && state.as !== view.kind) parts.kind = state.as
  if (state.filter !== undefined) parts.filter = state.filter || null
  if (state.sort !== undefined) parts.sort = state.sort || null
  if (state.columns !== undefined) parts.columns = namesOf(state.columns)
  if (state.group !== undefined) Object.assign(parts, groupPart(state.as ?? view.kind, state.group))
  for (const part of PATCHED) {
    if (view.patched?.includes(part)) Object.assign(parts, { [part]: view[part] ?? null })
  }
  return parts
}

/** All of it, for a view of its own. */
export function wholeParts(view: ViewPlan, state: ViewState): ViewParts & { kind: string } {
  const kind = state.as ?? view.kind
  const isOwn = kind === view.kind
  return {
    kind,
    filter: view.filter || null,
    sort: view.sort || null,
    // Columns and card of another kind would be those it was not made for.
    columns: isOwn && view.columns?.length ? view.columns : null,
    card: isOwn ? (view.card ?? null) : null,
    field: isOwn ? (view.field ?? null) : null,
    group: kind === 'kanban' ? null : (view.group ?? null),
    measures: view.measures,
    color_rules: view.color_rules ?? [],
    density: view.density ?? null,
    settings: view.settings ?? {},
    ...changedParts(view, state),
  }
}

const namesOf = (columns: string) => columns.split(',').filter(Boolean)

/** The groups of a board are its columns: the field it stands on. */
const groupPart = (kind: string, group: string): ViewParts =>
  kind === 'kanban' ? { field: group || null } : { group: group || null }

/** Takes every change out of the address; search and open record stay. */
export const AS_SAVED: Partial<ViewState> = {
  as: undefined,
  filter: undefined,
  sort: undefined,
  group: undefined,
  columns: undefined,
}
