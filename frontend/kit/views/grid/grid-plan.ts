/** A card of the board at a larger size: its plan, the stage, and room for facts. Compiled once; says its height. Pure. */
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../../meta/plan'
import { type WireLayoutItem } from '../../meta/wire'
import { type Asked } from '../asked'
import { type ViewState } from '../contract'
import { dueField } from '../due/due'
import { type CardPlan, cardPlan } from '../kanban/card-plan'

export interface GridPlan extends CardPlan {
  /** How long it has been there is told by the line of time. */
  stage: FieldPlan | null
  /** Said by a chip, where no group says it. */
  hasStageChip: boolean
  /** Short values with an icon, two on a line. */
  facts: FieldPlan[]
}

const FACTS = new Set([
  'phone',
  'email',
  'choice',
  'link',
  'text',
  'address',
  'date',
  'datetime',
  'integer',
  'decimal',
  'percent',
  'boolean',
  'rating',
  'url',
  'team',
])
/** What reaches a person: shown though no layout asks for it. */
const CONTACTS = ['phone', 'email']
const MOST_FACTS = 4

const MARGIN = 26
const HEAD = 40
const CHIPS = 30
const FACT = 21
const FOOT = 37

export function gridPlan(
  entity: EntityPlan,
  view: ViewPlan,
  state: ViewState,
  asked: Asked,
  phone: boolean,
): GridPlan {
  const layout = entity.layout('card', view.card)?.items ?? [entity.title]
  const isOwn = state.columns !== undefined
  const items: readonly WireLayoutItem[] = isOwn ? asked.columns.map((one) => one.name) : layout
  const stage = entity.fields.find((field) => field.pipeline && field.access !== 'masked') ?? null
  const due = dueField(entity, view)
  const card = cardPlan(entity, items, stage?.name ?? '', phone, due)
  const { moment } = card
  const hasStageChip = stage !== null && asked.group !== stage
  const chips = card.chips.filter((field) => field !== asked.group)
  const shown = new Set([card.title, card.line, card.figure, moment, stage, ...card.people])
  const facts = [...card.marks, ...card.rest].filter((field) => !shown.has(field))
  const spare = isOwn ? [] : spareFacts(entity, new Set([...shown, ...facts, ...card.chips]))
  const contacts = facts.some((field) => CONTACTS.includes(field.editor)) ? [] : firstOf(spare)
  const chosen = sideBySide(contacts, facts).slice(0, MOST_FACTS)
  const height =
    MARGIN +
    HEAD +
    (hasStageChip || chips.length > 0 ? CHIPS : 0) +
    (chosen.length > 0 ? 8 + factsHeight(chosen.length) : 0) +
    (card.figure || moment || card.people.length > 0 ? FOOT : 0)
  return { ...card, chips, stage, hasStageChip, facts: chosen, height }
}

/** Two on a line. */
export const factsHeight = (count: number) => Math.ceil(count / 2) * FACT

/** The first way of each kind to reach a person. */
const firstOf = (spare: readonly FieldPlan[]): FieldPlan[] =>
  CONTACTS.flatMap((editor) => spare.find((field) => field.editor === editor) ?? [])

/** The longer ones at the left. */
function sideBySide(left: FieldPlan[], right: FieldPlan[]): FieldPlan[] {
  const most = Math.max(left.length, right.length)
  return Array.from({ length: most }, (_, at) => [left[at], right[at]])
    .flat()
    .filter((field) => field !== undefined)
}

function spareFacts(entity: EntityPlan, shown: ReadonlySet<FieldPlan | null>): FieldPlan[] {
  const highlights = entity.layout('record')?.highlights ?? []
  const named = highlights.flatMap((name) => entity.fieldByName.get(name) ?? [])
  return [...new Set([...named, ...entity.fields])].filter(
    (field) =>
      !shown.has(field) &&
      FACTS.has(field.editor) &&
      !field.hidden &&
      !field.inverse &&
      field.access !== 'masked' &&
      !field.name.includes('.'),
  )
}

export function gridFields(entity: EntityPlan, plan: GridPlan): string[] {
  const { title, people, line, chips, figure, moment, stage, facts } = plan
  return [
    entity.title,
    ...[title, ...people, line, ...chips, figure, moment, stage, ...facts].flatMap(
      (field) => field?.name ?? [],
    ),
  ]
}
