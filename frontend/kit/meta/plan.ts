/** The model compiled once per version into maps a screen reads without searching. Screens get the plan, never the wire. */
import {
  type Hue,
  type WireEntity,
  type WireFeed,
  type WireField,
  type WireLayout,
  type WireMenuItem,
  type WireModel,
  type WireMoveRule,
  type WireOption,
  type WirePipeline,
  type WireStage,
  type WireView,
} from './wire'

export type Access = 'hidden' | 'masked' | 'readonly' | 'editable'

export interface OptionPlan {
  key: string
  label: string
  hue: Hue
  icon: string | null
}

export interface FieldPlan extends Omit<WireField, 'options' | 'access' | 'pipeline'> {
  entity: string
  access: Access
  options: OptionPlan[]
  optionByKey: ReadonlyMap<string, OptionPlan>
  /** Set on stage fields only. */
  pipeline: PipelinePlan | null
  /** Name of an icon that stands for the field in heads and labels. */
  icon: string
}

export interface StagePlan extends Omit<WireStage, 'color'> {
  hue: Hue
  index: number
  glyph: StageGlyphShape
}
/** 0 dashed ring, 1 a quarter, 2 a half, 3 three quarters, 4 full ring; check = won/done, cross = lost/cancelled, pause = waiting. */
export type StageGlyphShape = 0 | 1 | 2 | 3 | 4 | 'check' | 'cross' | 'pause'

export interface PipelinePlan extends Omit<WirePipeline, 'stages'> {
  stages: StagePlan[]
  stageByKey: ReadonlyMap<string, StagePlan>
  /** A move there is, and one this person's roles may make. */
  canMove(from: string, to: string): boolean
  /** What this move asks for, when it asks for something. */
  ruleOf?(from: string, to: string): WireMoveRule | null
  /** No pipeline: options of a choice field drawn as columns. A move writes the field. */
  isChoice?: true
}

export interface ViewPlan extends Omit<WireView, 'measures'> {
  /** Those over a field (the server may send a plain count without one: every column has its count anyway). */
  measures: { fn: string; field: string }[]
  /** The view key without its entity: the part shown in the address. */
  slug: string
  /** Names of the parts that are not as saved: what the person changed in this browser. */
  patched?: readonly string[]
}

export interface EntityPlan {
  name: string
  plural: string
  label: string
  labelPlural: string
  icon: string
  hue: Hue
  title: string
  feed: WireFeed | null
  can: WireEntity['can']
  fields: FieldPlan[]
  /** The fields, and those at the end of dotted columns by their path. */
  fieldByName: ReadonlyMap<string, FieldPlan>
  pipelines: PipelinePlan[]
  pipelineByName: ReadonlyMap<string, PipelinePlan>
  layouts: WireLayout[]
  layout(kind: string, name?: string | null): WireLayout | null
  views: ViewPlan[]
  defaultView: ViewPlan | null
  /** What any view of it can be drawn as. */
  kinds?: string[]
}

export interface ModelPlan {
  version: number
  hash: string
  locale: string
  clinic: { slug: string; name: string }
  menu: WireMenuItem[]
  entities: ReadonlyMap<string, EntityPlan>
  /** By name or plural; null when the actor cannot see it. */
  findEntity(nameOrPlural: string): EntityPlan | null
}

const HUES: ReadonlySet<string> = new Set<Hue>([
  'gray',
  'red',
  'orange',
  'amber',
  'lime',
  'green',
  'teal',
  'cyan',
  'blue',
  'indigo',
  'violet',
  'pink',
])
const STAGE_HUES: Hue[] = ['gray', 'blue', 'violet', 'teal', 'cyan', 'indigo', 'amber']

export function toHue(color: string | null | undefined, otherwise: Hue = 'gray'): Hue {
  return color && HUES.has(color) ? (color as Hue) : otherwise
}

const ACCESS = { write: 'editable', read: 'readonly', masked: 'masked' } as const

const FIELD_ICONS: Record<string, string> = {
  text: 'type',
  long_text: 'text',
  phone: 'phone',
  choice: 'circle-dot',
  choices: 'tags',
  money: 'circle-dollar-sign',
  decimal: 'hash',
  integer: 'hash',
  datetime: 'calendar',
  date: 'calendar',
  stage: 'circle-dashed',
  member: 'user-round',
  link: 'arrow-up-right',
  links: 'list',
  any_link: 'link',
  boolean: 'square-check-big',
  email: 'mail',
  url: 'globe',
  percent: 'percent',
  time: 'clock',
  duration: 'timer',
  rating: 'star',
  color: 'palette',
  position: 'arrow-up-down',
  barcode: 'barcode',
  cpf: 'id-card',
  cnpj: 'building-2',
  auto_number: 'hash',
  json: 'braces',
  tags: 'tag',
  members: 'users-round',
  team: 'users',
  rich_text: 'text',
  address: 'map-pin',
  geo: 'map-pin',
  weekly_hours: 'clock',
  recurrence: 'refresh-cw',
  file: 'file',
  files: 'paperclip',
  image: 'image',
  signature: 'file-signature',
  table: 'table-2',
  created_at: 'calendar',
  updated_at: 'calendar',
  created_by: 'user-round',
  updated_by: 'user-round',
}

const isPaused = (stage: WireStage) => stage.flags?.includes('paused') ?? false

function glyphOf(stage: WireStage, openIndex: number, openCount: number): StageGlyphShape {
  if (stage.kind === 'won' || stage.kind === 'done') return 'check'
  if (stage.kind === 'lost' || stage.kind === 'cancelled') return 'cross'
  if (isPaused(stage)) return 'pause'
  if (openIndex <= 0 || openCount <= 1) return 0
  const step = Math.round((openIndex / (openCount - 1)) * 3)
  return Math.max(1, Math.min(3, step)) as StageGlyphShape
}

function stageHue(stage: WireStage, index: number): Hue {
  if (stage.kind === 'won' || stage.kind === 'done') return toHue(stage.color, 'green')
  if (stage.kind === 'lost' || stage.kind === 'cancelled') return toHue(stage.color, 'red')
  return toHue(stage.color, STAGE_HUES[index % STAGE_HUES.length])
}

export function compilePipeline(wire: WirePipeline): PipelinePlan {
  const open = wire.stages.filter((stage) => stage.kind === 'open' && !isPaused(stage))
  const stages = wire.stages.map(
    (stage, index): StagePlan => ({
      ...stage,
      index,
      hue: stageHue(stage, index),
      glyph: glyphOf(stage, open.indexOf(stage), open.length),
    }),
  )
  const ruleOf = (from: string, to: string) => wire.transition_rules?.[from]?.[to] ?? null
  const reach = new Map(Object.entries(wire.transitions).map(([from, to]) => [from, new Set(to)]))
  return {
    ...wire,
    stages,
    stageByKey: new Map(stages.map((stage) => [stage.key, stage])),
    canMove: (from, to) =>
      from === to || ((reach.get(from)?.has(to) ?? false) && ruleOf(from, to)?.allowed !== false),
    ruleOf,
  }
}

function compileOption(option: WireOption): OptionPlan {
  return {
    key: option.key,
    label: option.label,
    hue: toHue(option.color),
    icon: option.icon ?? null,
  }
}

export function compileField(
  entity: string,
  wire: WireField,
  pipelines: ReadonlyMap<string, PipelinePlan>,
): FieldPlan {
  const options = (wire.options ?? []).map(compileOption)
  return {
    ...wire,
    entity,
    access: ACCESS[wire.access] ?? 'readonly',
    options,
    optionByKey: new Map(options.map((option) => [option.key, option])),
    pipeline: (wire.pipeline ? pipelines.get(wire.pipeline) : undefined) ?? null,
    icon: wire.icon ?? FIELD_ICONS[wire.type] ?? 'dot',
  }
}

type Pipelines = ReadonlyMap<string, PipelinePlan>
const NO_PIPELINES: Pipelines = new Map()

const compilePipelines = (wire: WireEntity): Pipelines =>
  new Map(wire.pipelines.map((pipeline) => [pipeline.name, compilePipeline(pipeline)]))

function compileEntity(wire: WireEntity, all: ReadonlyMap<string, Pipelines>): EntityPlan {
  const pipelineByName = all.get(wire.name) ?? NO_PIPELINES
  const pipelines = [...pipelineByName.values()]
  const fields = wire.fields.map((field) => compileField(wire.name, field, pipelineByName))
  const far = (wire.far_fields ?? []).map((field) =>
    compileField(wire.name, field, all.get(field.entity) ?? NO_PIPELINES),
  )
  const prefix = `${wire.name}.`
  const views = wire.views.map(
    (view): ViewPlan => ({
      ...view,
      measures: (view.measures ?? []).flatMap(({ fn, field }) => (field ? [{ fn, field }] : [])),
      slug: view.key.startsWith(prefix) ? view.key.slice(prefix.length) : view.key,
    }),
  )
  return {
    name: wire.name,
    plural: wire.plural,
    label: wire.label,
    labelPlural: wire.label_plural,
    icon: wire.icon ?? 'layers',
    hue: toHue(wire.color, 'indigo'),
    title: wire.title,
    feed: wire.feed ?? null,
    can: wire.can,
    fields,
    fieldByName: new Map([...fields, ...far].map((field) => [field.name, field])),
    pipelines,
    pipelineByName,
    layouts: wire.layouts,
    layout: (kind, name) =>
      wire.layouts.find((layout) => layout.kind === kind && (!name || layout.name === name)) ??
      wire.layouts.find((layout) => layout.kind === kind) ??
      null,
    views,
    defaultView: views.find((view) => view.default) ?? views[0] ?? null,
    kinds: wire.kinds,
  }
}

/** The same model for a time in which nothing can be changed. */
export function withoutWrites(wire: WireModel): WireModel {
  const can = { create: false, update: false, move: false, delete: false }
  const entities = Object.entries(wire.entities).map(([name, entity]) => {
    const fields = entity.fields.map((field) =>
      field.access === 'write' ? { ...field, access: 'read' as const } : field,
    )
    return [name, { ...entity, can: { ...entity.can, ...can }, fields }]
  })
  return { ...wire, entities: Object.fromEntries(entities) }
}

export function compileModel(wire: WireModel): ModelPlan {
  const found = Object.values(wire.entities)
  const pipelines = new Map(found.map((entity) => [entity.name, compilePipelines(entity)]))
  const entities = new Map(found.map((entity) => [entity.name, compileEntity(entity, pipelines)]))
  const byPlural = new Map([...entities.values()].map((entity) => [entity.plural, entity]))
  return {
    version: wire.version,
    hash: wire.hash,
    locale: wire.locale,
    clinic: wire.clinic,
    menu: wire.menu,
    entities,
    findEntity: (key) => entities.get(key) ?? byPlural.get(key) ?? null,
  }
}
