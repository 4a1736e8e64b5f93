/** What is asked of a view drawn as rows with fields of the kind's own choice. Pure. */
import { type EntityPlan, type ViewPlan } from '../meta/plan'
import { type Asked } from './asked'
import { type ViewState } from './contract'

/** The columns of a board are not the groups of its rows, unless that is asked for. */
export function withoutBoardColumns(asked: Asked, view: ViewPlan, state: ViewState): Asked {
  const isBoards = view.kind === 'kanban' && state.group === undefined
  return isBoards && asked.kind !== 'kanban' ? { ...asked, group: null } : asked
}

/** The columns of a board, as the groups of its rows: where groups are what the kind is for. */
export function inBoardColumns(
  asked: Asked,
  entity: EntityPlan,
  view: ViewPlan,
  state: ViewState,
): Asked {
  if (view.kind !== 'kanban' || state.group !== undefined) return asked
  const group = entity.fieldByName.get(view.field ?? '') ?? null
  return group?.groupable || group?.pipeline ? { ...asked, group } : asked
}

/** Groups and fields are said, so that the answer has what is drawn whatever the server would choose. */
export function askedRows(asked: Asked, fields: readonly string[]): Asked {
  const query = {
    ...asked.query,
    group: asked.group?.name ?? '',
    fields: [...new Set(fields)].join(','),
  }
  return { ...asked, query }
}
