/** What may be written from a record: a tab for each source of its activity, or for each of its kinds. Pure. */
import { isMirror } from '../../fields/reference'
import { fieldKinds } from '../../fields/registry'
import { type EntityPlan, type FieldPlan, type ModelPlan } from '../../meta/plan'
import { type Json, type Row, type WireFeed } from '../../meta/wire'
import { linkTo, type Related, relatedOf } from '../related-actions'

export interface Source extends Related {
  key: string
  label: string
  icon: string
  feed: WireFeed
  text: FieldPlan
  /** The option that makes it this tab. */
  option: string | null
  /** Asked for besides the text. */
  asked: FieldPlan[]
}

const HOLDS_FILES = new Set(['file', 'files', 'image'])

/** Fields a composer asks for: those the feed names, and whatever could not be saved without. */
function askedFields(target: EntityPlan, feed: WireFeed, inverse: FieldPlan): FieldPlan[] {
  const given = new Set([feed.text, feed.details, feed.kind, inverse.name])
  const required = target.fields.filter((field) => !field.pipeline && isNeeded(field))
  const named = [...(feed.compose ?? []), ...required.map((field) => field.name)]
  return [...new Set(named)].flatMap((name) => {
    const field = target.fieldByName.get(name)
    const fits = field && field.access === 'editable' && !isMirror(field) && !given.has(name)
    return fits ? [field] : []
  })
}

export function composeSources(model: Pick<ModelPlan, 'findEntity'>, entity: EntityPlan): Source[] {
  return entity.fields.flatMap((field): Source[] => {
    const related = field.inverse ? relatedOf(model, entity, field.name) : null
    const feed = related?.target.feed
    const text = feed && related.target.fieldByName.get(feed.text)
    if (!related || !feed || !text || text.access !== 'editable') return []
    const { target, inverse } = related
    const shared = { ...related, feed, text, asked: askedFields(target, feed, inverse) }
    const kind = feed.kind ? target.fieldByName.get(feed.kind) : undefined
    if (!kind || kind.access !== 'editable' || kind.options.length === 0)
      return [{ ...shared, key: field.name, label: target.label, icon: target.icon, option: null }]
    return kind.options.map((option) => ({
      ...shared,
      key: `${field.name}.${option.key}`,
      label: option.label,
      icon: option.icon ?? target.icon,
      option: option.key,
    }))
  })
}

/** The server has nothing to put in its place. */
export const isNeeded = (field: FieldPlan) => field.required && (field.default ?? null) === null

/** Everything the person typed for one tab. */
export interface Typed {
  text: string
  fields: Record<string, Json>
}
export const NOTHING: Typed = { text: '', fields: {} }
export const isBlank = (typed: Typed) =>
  typed.text.trim() === '' && Object.values(typed.fields).every((value) => value === null)

const fileName = (value: unknown): string | null => {
  const first = Array.isArray(value) ? (value[0] as unknown) : value
  return typeof first === 'object' && first !== null && 'name' in first ? String(first.name) : null
}

/** The text to keep: what was typed, else the name of the file it brings, else what the field starts with. */
export function textOf(source: Source, typed: Typed): string {
  const text = typed.text.trim()
  if (text !== '') return text
  const file = source.asked.find(
    (field) => HOLDS_FILES.has(field.editor) && fileName(typed.fields[field.name]) !== null,
  )
  const named = file ? fileName(typed.fields[file.name]) : null
  const start = source.text.default
  return named ?? (typeof start === 'string' && !start.startsWith('$') ? start : '')
}

/** A one-line text takes the first line, its details the rest; what is too long goes there whole. */
function written(source: Source, text: string): Record<string, Json> {
  const details = source.feed.details
  if (source.text.editor !== 'text') return { [source.feed.text]: text }
  const [first = '', ...rest] = text.split('\n')
  const most = source.text.max_length ?? 255
  if (!details) return { [source.feed.text]: text.replaceAll(/\s*\n\s*/g, ' ') }
  if (first.length > most)
    return { [source.feed.text]: `${first.slice(0, most - 1).trimEnd()}…`, [details]: text }
  const below = rest.join('\n').trim()
  return { [source.feed.text]: first.trim(), ...(below === '' ? {} : { [details]: below }) }
}

/** What is sent for a tab. */
export function valuesOf(
  source: Source,
  typed: Typed,
  entity: EntityPlan,
  row: Row,
): Record<string, Json> {
  const { inverse, feed, option } = source
  const link = fieldKinds.get(inverse.editor)?.toWire(linkTo(entity, row)) ?? row.id
  const fields = source.asked.flatMap((field) => {
    const value = typed.fields[field.name]
    const kind = fieldKinds.get(field.editor)
    return kind && value !== undefined && !kind.isEmpty(value)
      ? [[field.name, kind.toWire(value)] as const]
      : []
  })
  return {
    ...Object.fromEntries(fields),
    ...(option !== null && feed.kind ? { [feed.kind]: option } : {}),
    ...written(source, textOf(source, typed)),
    [inverse.name]: link,
  }
}
