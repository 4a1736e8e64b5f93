/** Heads of groups as the grid draws them: which are open, what each is, its totals under their columns. */
import { type GridProps } from '../../engines/grid/grid'
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../../meta/plan'
import { type GroupInfo } from '../../meta/wire'
import { GroupTitle } from './group-title'
import { hasMeasure, MeasureCell } from './measure-cell'

export const groupKey = (group: GroupInfo | undefined): string => JSON.stringify(group?.key ?? null)

export function groupHeads(
  entity: EntityPlan,
  view: ViewPlan,
  by: FieldPlan | null,
  groups: readonly GroupInfo[] | undefined,
  closed: ReadonlySet<string>,
): GridProps['group'] {
  if (by === null || groups === undefined) return undefined
  return {
    isOpen: (group) => !closed.has(groupKey(groups[group])),
    title: (group) => {
      const info = groups[group]
      return info ? <GroupTitle field={by} group={info} /> : null
    },
    cell: (group, column) => {
      const field = entity.fieldByName.get(column.key)
      if (!field || !hasMeasure(view.measures, column.key)) return null
      const values = groups[group]?.measures
      return <MeasureCell field={field} measures={view.measures} values={values} />
    },
  }
}
