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
  /** It may be sent; of a masked field: in a record that is made, or where it is shown. */
  writable?: boolean
  sortable: boolean
  filterable: boolean
  groupable: boolean
  aggregates: string[]
  searchable: boolean
  /** No two records have the same value. */
  unique?: boolean
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
  /** The type's own settings, defaults filled in (Options of the field type). */
  settings?: { [key: string]: Json }
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

/** What a move asks beyond reaching the stage. */
export interface WireMoveRule {
  /** Whether this person's roles may make it. */
  allowed: boolean
  requires: string[]
  has_condition: boolean
  /** Said where the condition does not hold. */
  message: string | null
}

export interface WirePipeline {
  name: string
  label: string
  field: string
  initial: string
  stages: WireStage[]
  transitions: Record<string, string[]>
  /** From, to, rule: only of moves that have conditions. */
  transition_rules?: Record<string, Record<string, WireMoveRule>>
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

/** A button that makes a record of a related list, tied to the one it stands on. */
export interface WireAction {
  related: string
  label?: string | null
  icon?: string | null
}

/** How records of an entity stand in the activity of the record they hang on: names of fields. */
export interface WireFeed {
  text: string
  details?: string | null
  at: string
  author?: string | null
  /** A choice whose option names and marks each. */
  kind?: string | null
  shows?: string[]
  /** Asked for, besides the text, where one is written. */
  compose?: string[]
}

export interface WireLayout {
  name: string
  kind: string
  actions?: WireAction[]
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
  /** Field whose values the rows are grouped by. */
  group?: string | null
  /** The first that holds gives a row its hue. */
  color_rules?: WireColorRule[]
  density?: 'compact' | 'normal' | 'relaxed' | null
  pinned?: boolean
  /** What the kind itself keeps: a timeline's dates, a sheet's column widths. */
  settings?: { [key: string]: Json }
  /** Of a view somebody saved in the app; a package's own has none. */
  saved?: SavedFacts | null
  /** Why part of the view is left out, in the reader's language: a removed field. */
  problems?: string[]
}

export interface WireColorRule {
  when: string
  color: Hue
}

export interface SavedFacts {
  id: string
  version: number
  scope: 'personal' | 'role' | 'clinic'
  roles: string[]
  owner: RecordRef | null
  /** Whether this person may change and remove it. */
  can_change: boolean
}

export interface WireEntity {
  name: string
  plural: string
  label: string
  label_plural: string
  icon?: string | null
  color?: string | null
  title: string
  feed?: WireFeed | null
  datasource?: string
  can: {
    read: boolean
    create: boolean
    update: boolean
    move: boolean
    delete?: boolean
    export?: boolean
  }
  fields: WireField[]
  /** Columns through links: `name` is a dotted path, `entity` the one its end belongs to. */
  far_fields?: (WireField & { entity: string })[]
  pipelines: WirePipeline[]
  layouts: WireLayout[]
  views: WireView[]
  /** What any view of it can be drawn as; a server that does not say leaves it to the screen. */
  kinds?: string[]
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
  /** Position of the stream of events at the time of this answer. */
  live: string
}

export interface RecordRef {
  id: string
  title: string
  trashed?: boolean
}
export interface AnyRef extends RecordRef {
  entity: string
}

/** A kept file as records point at it. */
export interface FileRef {
  id: string
  name: string
  content_type: string
  /** Bytes. */
  size: number
  width?: number | null
  height?: number | null
}

/** One record as the API sends it: id, version and one key a selected field. */
export interface Row {
  id: string
  version: number
  /** Hue the view's colour rules give it. */
  $color?: Hue | null
  /** On a timeline: the stages it went through, oldest first; the last has no end. */
  $stages?: StageSpan[]
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
export interface StageSpan {
  stage: string
  from: string
  to: string | null
}
/** One value of the field rows are grouped by; rows come in the order of their groups. */
export interface GroupInfo {
  /** Option or stage key, id of a linked record, boolean; null: the rows without a value. */
  key: string | number | boolean | null
  /** Title, of a linked record. */
  title?: string
  count: CountInfo
  measures: Record<string, string | number | null>
}
/** Every kind but the board: rows of one page; groups and measures come with the first page. */
export interface ListData {
  kind: string
  data: Row[]
  page: PageInfo
  count?: CountInfo
  groups?: GroupInfo[]
  /** By `<fn>_<field>` or `count`: `sum_service_value`. */
  measures?: Record<string, string | number | null>
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
  /** Of a change of many: the first records it is about, and how many they are. */
  records?: string[]
  record_count?: number
  yours?: Json
  theirs?: Json
}
export interface ProblemBody {
  type?: string
  title?: string
  status: number
  code: string
  detail?: string
  hint?: string | null
  errors?: ProblemItem[]
  version?: number
}
