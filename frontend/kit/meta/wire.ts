/** Shapes the API serves. Kept next to nothing else: whatever the wire says is here and only here. */

export type Hue =
  | 'gray'
  | 'red'
  | 'orange'
  | 'amber'
  | 'lime'
  | 'green'
  | 'teal'
  | 'cyan'
  | 'blue'
  | 'indigo'
  | 'violet'
  | 'pink'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type FieldAccess = 'write' | 'read' | 'masked'
export type StageKind = 'open' | 'won' | 'lost' | 'done' | 'cancelled'

export interface WireOption {
  key: string
  label: string
  color?: string | null
  icon?: string | null
}

export interface WireField {
  name: string
  type: string
  editor: string
  label: string
  help?: string | null
  placeholder?: string | null
  icon?: string | null
  required: boolean
  hidden?: boolean
  access: FieldAccess
  sortable: boolean
  filterable: boolean
  groupable: boolean
  aggregates: string[]
  searchable: boolean
  options?: WireOption[]
  to?: string | null
  targets?: string[]
  multiple?: boolean
  /** The field of the other entity this one mirrors. */
  inverse?: string | null
  first_is_main?: boolean
  currency?: string | null
  pipeline?: string | null
  min?: number | string | null
  max?: number | string | null
  max_length?: number | null
  default?: Json
  operators: string[]
}

export interface WireStage {
  key: string
  label: string
  color?: string | null
  kind: StageKind
  requires: string[]
  max_days?: number | null
  wip_limit?: number | null
  probability?: number | null
  has_gate: boolean
  confirm: boolean
  flags?: string[]
}

export interface WirePipeline {
  name: string
  label: string
  field: string
  initial: string
  stages: WireStage[]
  transitions: Record<string, string[]>
}

export type WireLayoutItem =
  | string
  | { field: string }
  | { widget: string; options?: Record<string, Json> }
  | { related: string; columns?: string[] }

export interface WireSection {
  label?: string | null
  columns?: 1 | 2
  items: WireLayoutItem[]
}

export interface WireTab {
  key: string
  label: string
  sections: WireSection[]
}

export interface WireLayout {
  name: string
  kind: string
  tabs?: WireTab[]
  side?: WireLayoutItem[]
  highlights?: string[]
  items?: WireLayoutItem[]
}

export interface WireView {
  key: string
  kind: string
  label: string
  entity: string
  icon?: string | null
  default: boolean
  filter?: string | null
  sort?: string | null
  columns?: string[]
  card?: string | null
  field?: string | null
  pipeline?: string | null
  measures?: { fn: string; field: string }[]
}

export interface WireEntity {
  name: string
  plural: string
  label: string
  label_plural: string
  icon?: string | null
  color?: string | null
  title: string
  datasource?: string
  can: { read: boolean; create: boolean; update: boolean; move: boolean }
  fields: WireField[]
  /** Columns through links: `name` is a dotted path, `entity` the one its end belongs to. */
  far_fields?: (WireField & { entity: string })[]
  pipelines: WirePipeline[]
  layouts: WireLayout[]
  views: WireView[]
}

export interface WireMenuItem {
  key: string
  label: string
  icon?: string | null
  entity: string
  view?: string | null
  group?: string | null
}

export interface WireModel {
  version: number
  hash: string
  locale: string
  clinic: { slug: string; name: string; timezone?: string }
  menu: WireMenuItem[]
  entities: Record<string, WireEntity>
}

export interface Session {
  account: { id: string; name: string; email: string; locale: string }
  member: { id: string; name: string; units: { id: string; name: string }[]; roles: string[] }
  clinic: {
    slug: string
    name: string
    mode: 'live' | 'sandbox' | 'frozen'
    timezone: string
    locale: string
  }
  clinics: { slug: string; name: string }[]
  roles: { key: string; label: string }[]
  csrf: string
}

export interface RecordRef {
  id: string
  title: string
  trashed?: boolean
}
export interface AnyRef extends RecordRef {
  entity: string
}

/** One record as the API sends it: id, version and one key a selected field. */
export interface Row {
  id: string
  version: number
  [field: string]: unknown
}

export interface PageInfo {
  next: string | null
  has_next: boolean
}
export interface CountInfo {
  value: number
  capped: boolean
}
export interface ListData {
  kind: 'list'
  data: Row[]
  page: PageInfo
  count?: CountInfo
}
export interface KanbanColumn {
  /** Empty for the records without a value (null on the wire), on a board by a choice field. */
  key: string
  count: CountInfo
  measures: Record<string, string | null>
  cards: Row[]
  page: PageInfo
}
export interface KanbanData {
  kind: 'kanban'
  columns: KanbanColumn[]
}
/** As it comes, before `boardOf` gave the last column its name. */
export interface WireKanbanData {
  kind: 'kanban'
  columns: (Omit<KanbanColumn, 'key'> & { key: string | null })[]
}
export interface RecordList {
  data: Row[]
  page: PageInfo
  count?: CountInfo
}
export interface RecordHead {
  data: Row & { can?: string[] }
}

export interface ProblemItem {
  path: string
  code: string
  message: string
  hint?: string | null
  /** Of a condition: the fields it looks at. */
  fields?: string[]
  yours?: Json
  theirs?: Json
}
export interface ProblemBody {
  type?: string
  title?: string
  status: number
  code: string
  detail?: string
  errors?: ProblemItem[]
  version?: number
}
