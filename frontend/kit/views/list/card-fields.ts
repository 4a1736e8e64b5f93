/** What a narrow row shows of its columns: title, a line under it, a figure and a moment at the right, up to two chips. Pure. */
import { type FieldPlan } from '../../meta/plan'

export interface CardFields {
  line: FieldPlan | null
  figure: FieldPlan | null
  moment: FieldPlan | null
  chips: FieldPlan[]
}

const LINE = new Set(['links', 'link', 'text', 'phone', 'any_link', 'member'])
const CHIP = new Set(['stage', 'choice'])
const FIGURE = new Set(['money'])
const MOMENT = new Set(['datetime', 'date'])

export function cardFields(
  columns: readonly FieldPlan[],
  title: string,
  due: FieldPlan | null,
): CardFields {
  const rest = columns.filter((field) => field.name !== title)
  const first = (kinds: ReadonlySet<string>) =>
    rest.find((field) => kinds.has(field.editor)) ?? null
  return {
    line: rest.find((field) => field.editor === 'links' || field.editor === 'link') ?? first(LINE),
    figure: first(FIGURE),
    // The deadline before any other moment.
    moment: rest.find((field) => field === due) ?? first(MOMENT),
    chips: rest.filter((field) => CHIP.has(field.editor)).slice(0, 2),
  }
}
