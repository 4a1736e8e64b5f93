/** The fields a form asks for, under the headings they have on the record. Pure. */
import { isMirror } from '../fields/reference'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { fieldNames } from './field-names'

export interface FormSection {
  key: string
  label: string | null
  fields: FieldPlan[]
}

/** Fewer fields stand in one block. */
const SECTIONS_FROM = 10

const nameOf = (field: FieldPlan) => field.name

/** A field as it is in a record that a person is about to make: there they see what they type. */
const inNewRecord = (field: FieldPlan): FieldPlan =>
  field.access === 'masked' && field.writable ? { ...field, access: 'editable' } : field

/** What the create layout asks (without one, all a person may write), what is required, what the caller gives. */
export function askedFields(entity: EntityPlan, given: Partial<Row>): FieldPlan[] {
  const named = fieldNames(entity.layout('create')?.items ?? [])
  const writable = entity.fields
    .map(inNewRecord)
    .filter((field) => field.access === 'editable' && !field.pipeline)
  const asked = named.length > 0 ? named : writable.filter((field) => !isMirror(field)).map(nameOf)
  const required = writable.filter((field) => field.required).map(nameOf)
  return [...new Set([...asked, ...required, ...Object.keys(given)])].flatMap((name) => {
    const field = entity.fieldByName.get(name)
    return field ? [inNewRecord(field)] : []
  })
}

export function formSections(
  entity: EntityPlan,
  fields: readonly FieldPlan[],
  others: string,
): FormSection[] {
  const whole: FormSection[] = [{ key: 'all', label: null, fields: [...fields] }]
  if (fields.length < SECTIONS_FROM) return whole
  const left = new Set(fields)
  const found: FormSection[] = []
  for (const [place, tab] of (entity.layout('record')?.tabs ?? []).entries()) {
    for (const [index, section] of tab.sections.entries()) {
      const names = new Set(fieldNames(section.items))
      const here = fields.filter((field) => left.has(field) && names.has(field.name))
      for (const field of here) left.delete(field)
      const label = section.label ?? tab.label
      if (here.length > 0) found.push({ key: `${place}-${index}`, label, fields: here })
    }
  }
  if (left.size > 0) found.push({ key: 'others', label: others, fields: [...left] })
  return found.length > 1 ? found : whole
}
