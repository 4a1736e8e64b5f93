/** What is asked of a view: the view as it was saved, with what the address changes of it. Every kind draws from this. */
import { type ViewQuery } from '../client/data'
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../meta/plan'
import { type ViewState } from './contract'

export interface Asked {
  kind: string
  filter: string | null
  sort: string | null
  /** Field of the groups (of a board: of its columns). */
  group: FieldPlan | null
  columns: FieldPlan[]
  /** Differs from the view as saved, search and open record aside. */
  isChanged: boolean
  /** For `loadView`; without limit, cursor and count. */
  query: ViewQuery
}

const DEFAULT_COLUMNS = 8

export function askedOf(entity: EntityPlan, view: ViewPlan, state: ViewState): Asked {
  const kind = state.as ?? view.kind
  // A board drawn as another kind is not grouped: its columns are no heads of rows.
  const board = view.kind === 'kanban' ? (view.field ?? null) : null
  const own = kind === 'kanban' ? board : (view.group ?? null)
  const group = state.group ?? own
  const named = state.columns?.split(',').filter(Boolean) ?? view.columns ?? []
  const chosen = named.length > 0 ? named : defaultColumns(entity)
  const isChosen = state.columns !== undefined || view.patched?.includes('columns')
  const names = board && kind !== 'kanban' && !isChosen ? withSecond(chosen, board) : chosen
  const columns = [...new Set(names)].flatMap((name) => entity.fieldByName.get(name) ?? [])
  const isOwnFilter = state.filter === undefined || state.filter === (view.filter ?? '')
  return {
    kind,
    filter: (state.filter ?? view.filter) || null,
    sort: state.sort ?? view.sort ?? null,
    group: (group && entity.fieldByName.get(group)) || null,
    columns,
    isChanged:
      (view.patched?.length ?? 0) > 0 ||
      kind !== view.kind ||
      !isOwnFilter ||
      (state.sort !== undefined && state.sort !== view.sort) ||
      (state.group !== undefined && state.group !== (own ?? '')) ||
      (state.columns !== undefined && state.columns !== view.columns?.join(',')),
    query: {
      as: kind === view.kind ? undefined : kind,
      search: state.q || undefined,
      filter: isOwnFilter ? undefined : state.filter || undefined,
      own_filter: isOwnFilter ? undefined : 'false',
      sort: state.sort,
      group: state.group,
      measures: view.patched?.includes('measures') ? measuresText(view) : undefined,
      color_rules: view.patched?.includes('color_rules')
        ? JSON.stringify(view.color_rules ?? [])
        : undefined,
      fields:
        state.columns === undefined ? undefined : columns.map((field) => field.name).join(','),
    },
  }
}

/** As the address writes them: `sum:service_value,empty:whatsapp`. */
function measuresText(view: ViewPlan): string {
  return view.measures.map(({ fn, field }) => `${fn}:${field}`).join(',')
}

/** What the columns of a board said is said by the second field of a row. */
function withSecond(names: readonly string[], field: string): string[] {
  const [first = field, ...rest] = names.filter((name) => name !== field)
  return [first, field, ...rest]
}

function defaultColumns(entity: EntityPlan): string[] {
  const shown = entity.fields.filter((field) => !field.hidden && !field.inverse)
  return [entity.title, ...shown.slice(0, DEFAULT_COLUMNS).map((field) => field.name)]
}
