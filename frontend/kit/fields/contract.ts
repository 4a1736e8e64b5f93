/** What a field editor is. One folder a key under kit/fields: index.ts is light and eager, its parts load when needed. */
import { type ComponentType } from 'react'
import { type FieldPlan } from '../meta/plan'
import { type Json, type ProblemItem, type Row } from '../meta/wire'

/** What formatting needs to know about where and for whom. */
export interface FieldContext {
  locale: string
  timeZone: string
  now: () => Date
}

export type Parsed<V> = { ok: true; value: V | null } | { ok: false; code: string }

export interface CellProps<V = unknown> {
  value: V | null
  field: FieldPlan
  context: FieldContext
  row?: Row
  /** Where it is drawn: a table cell, a card line, the attribute panel of a record. */
  place: 'cell' | 'card' | 'panel'
}

export interface EditorProps<V = unknown> {
  id: string
  value: V | null
  field: FieldPlan
  context: FieldContext
  onChange: (value: V | null) => void
  /** The person is done: save. */
  onCommit: () => void
  /** The person gave up: put the old value back. */
  onCancel: () => void
  size: 'cell' | 'form'
  autoFocus?: boolean
  /** Text that started the edit by typing over a cell. */
  typed?: string
  invalid?: boolean
  describedBy?: string
  problem?: ProblemItem | null
}

/** How a filter chip edits its value; text is in the filter language. */
export interface FilterProps {
  field: FieldPlan
  context: FieldContext
  operator: string
  value: Json
  onChange: (value: Json) => void
}

export interface FieldDefinition<V = unknown> {
  key: string
  version: 1
  format(value: V | null, field: FieldPlan, context: FieldContext): string
  parse(text: string, field: FieldPlan, context: FieldContext): Parsed<V>
  compare(a: V | null, b: V | null, field: FieldPlan): number
  isEmpty(value: V | null | undefined): boolean
  /** Codes only, the same the server gives; words come from the catalogue. */
  validate(value: V | null, field: FieldPlan, context: FieldContext): string[]
  /** The sentence of a code of its own; null leaves it to the shared words (field-messages). */
  faultText?(code: string, field: FieldPlan, context: FieldContext): string | null
  /** Where a press on the value leads, for values that are addresses. */
  href?(value: V): string | null
  /** What is written to the API for this value. */
  toWire(value: V | null): Json
  width: { min: number; ideal: number }
  align: 'start' | 'end'
  /** Lines of 16 px it takes on a card. */
  cardLines: number
  /** Pure, at most two DOM nodes, no hook that subscribes. */
  Cell: ComponentType<CellProps<V>>
  load: {
    Editor: () => Promise<ComponentType<EditorProps<V>>>
    Filter?: () => Promise<ComponentType<FilterProps>>
  }
}

/** Type-checks a field editor and widens it for the registry. */
export function defineField<V>(definition: FieldDefinition<V>): FieldDefinition {
  return definition as unknown as FieldDefinition
}
