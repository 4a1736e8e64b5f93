/** What a field editor shows of itself: kit/fields/<key>/story.ts, read by the gallery and by the contract test. */
import { compileField, compilePipeline, type FieldPlan } from '../meta/plan'
import { type Json, type WireField, type WirePipeline } from '../meta/wire'
import { Unreadable } from './unreadable'

export interface FieldStory {
  key: string
  /** What the field has beyond a plain one, as the model sends it: label, settings, options, access. */
  field: Partial<WireField> & { label: string }
  /** Stage fields: the pipeline they stand in. */
  pipeline?: WirePipeline
  filled: unknown
  /** The filled value in words, in pt-BR. */
  text: string
  wire: Json
  /** The text is also how one writes it; a picked value is not written. */
  typed?: boolean
  /** A value that is refused: out of bounds, or text that cannot be read. */
  invalid?: unknown
  /** The code of that refusal. */
  code?: string
  /** Other values worth seeing, by title. */
  others?: Record<string, unknown>
}

/** A value that stands for text nobody can read, with the code it is refused by. */
export const unreadable = (text: string, code: string) => new Unreadable(text, code)

/** The field of a story as the model sends it. */
export function storyField(story: FieldStory, more: Partial<WireField> = {}): WireField {
  return {
    name: story.key,
    type: story.key,
    editor: story.key,
    required: false,
    access: 'write',
    sortable: true,
    filterable: true,
    groupable: false,
    aggregates: [],
    searchable: false,
    operators: ['=', '!='],
    ...story.field,
    ...more,
  }
}

/** The same, compiled. */
export function storyPlan(story: FieldStory, more: Partial<WireField> = {}): FieldPlan {
  const pipelines = story.pipeline ? [compilePipeline(story.pipeline)] : []
  const byName = new Map(pipelines.map((pipeline) => [pipeline.name, pipeline]))
  return compileField(
    'story',
    storyField(story, { pipeline: story.pipeline?.name, ...more }),
    byName,
  )
}
