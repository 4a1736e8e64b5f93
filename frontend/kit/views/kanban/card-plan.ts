/** The anatomy of a card from its layout: title, a line, chips, a figure and a moment, a foot. Compiled once; says its height. Pure. */
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type WireLayoutItem } from '../../meta/wire'
import { fieldNames } from '../../record/field-names'

export interface CardPlan {
  title: FieldPlan | null
  /** At the right of the title. */
  people: FieldPlan[]
  line: FieldPlan | null
  chips: FieldPlan[]
  /** Options that all have an icon: drawn as the icon alone, at the right of the chips. */
  marks: FieldPlan[]
  figure: FieldPlan | null
  moment: FieldPlan | null
  /** The moment is a deadline: late and soon are said in words. */
  isDue?: boolean
  foot: FieldPlan[]
  /** The foot, and what finds no room on a small card. */
  rest: FieldPlan[]
  height: number
}

const LINES = new Set(['links', 'link', 'text', 'long_text', 'phone', 'any_link'])

/** `stageField` is the board's own column field: the column already says it. `due` is the view's deadline. */
export function cardPlan(
  entity: EntityPlan,
  items: readonly WireLayoutItem[],
  stageField: string,
  phone: boolean,
  due: FieldPlan | null = null,
): CardPlan {
  const fields = fieldNames(items).flatMap((name) => entity.fieldByName.get(name) ?? [])
  const title =
    fields.find((field) => field.name === entity.title) ??
    entity.fieldByName.get(entity.title) ??
    fields[0] ??
    null
  const rest = fields.filter((field) => field !== title && field.name !== stageField)
  const take = (matches: (field: FieldPlan) => boolean, most = 1) => {
    const taken = rest.filter(matches).slice(0, most)
    for (const field of taken) rest.splice(rest.indexOf(field), 1)
    return taken
  }
  const people = take((field) => field.editor === 'member', 2)
  const marks = take(
    (field) =>
      field.editor === 'choice' &&
      field.options.length > 0 &&
      field.options.every((option) => option.icon),
    2,
  )
  const chips = take((field) => field.editor === 'choice' || field.editor === 'stage', 2)
  const [figure = null] = take((field) => field.editor === 'money')
  const [found = null] = take((field) => field === due)
  const [own = null] = due
    ? []
    : take((field) => field.editor === 'datetime' || field.editor === 'date')
  const moment = due && due !== title ? (found ?? due) : own
  const [line = null] = take((field) => LINES.has(field.editor))
  const plan = {
    title,
    people,
    line,
    chips,
    marks,
    figure,
    moment,
    foot: rest.slice(0, 2),
    rest,
    isDue: due !== null && moment === due,
  }
  return { ...plan, height: heightOf(plan, phone) }
}

function heightOf(plan: Omit<CardPlan, 'height'>, phone: boolean): number {
  const chips = plan.chips.length + plan.marks.length > 0 ? (phone ? 30 : 28) : 0
  const figure = plan.figure || plan.moment ? 28 : 0
  const line = plan.line ? 17 : 0
  return 2 + (phone ? 27 : 19) + 20 + line + chips + figure + 22
}

/** The fields a card needs that are not in its layout: none is asked for twice. */
export function cardGap(phone: boolean): number {
  return phone ? 10 : 8
}
