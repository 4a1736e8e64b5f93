/** A record's layout cut into what the page draws: the attribute panel, the tabs, the side. Pure. */
import { isMirror } from '../fields/reference'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type WireLayoutItem, type WireTab } from '../meta/wire'

export type RecordItem =
  | { kind: 'field'; field: FieldPlan }
  | { kind: 'related'; field: FieldPlan; columns: string[] }
  | { kind: 'activity' }
  /** A block this application does not draw. */
  | { kind: 'unknown'; key: string }

export interface RecordSection {
  key: string
  label: string | null
  columns: 1 | 2
  items: RecordItem[]
}
export interface RecordTab {
  key: string
  label: string
  sections: RecordSection[]
}
export interface RecordPlan {
  /** Sections of fields kept in view at the side. */
  panel: RecordSection[]
  panelLabel: string | null
  tabs: RecordTab[]
  side: RecordItem[]
  /** Whether activity is a tab of its own. */
  hasActivityTab: boolean
  highlights: FieldPlan[]
}

/** The last tab of every record. */
export const HISTORY_TAB = '$history'
/** Activity that stands at the side of a layout is the first tab: there it has the room it needs. */
export const ACTIVITY_TAB = '$activity'

/** A name for an item among others of its block. */
export const keyOf = (item: RecordItem): string =>
  item.kind === 'field' || item.kind === 'related'
    ? item.field.name
    : item.kind === 'activity'
      ? ACTIVITY_TAB
      : item.key

const SYSTEM = new Set(['created_at', 'created_by', 'updated_at', 'updated_by'])

function itemOf(entity: EntityPlan, item: WireLayoutItem): RecordItem[] {
  if (typeof item === 'string' || 'field' in item) {
    const field = entity.fieldByName.get(typeof item === 'string' ? item : item.field)
    return field ? [{ kind: 'field', field }] : [] // a field this person may not see
  }
  if ('related' in item) {
    const field = entity.fieldByName.get(item.related)
    return field ? [{ kind: 'related', field, columns: item.columns ?? [] }] : []
  }
  if ('widget' in item && item.widget === 'activity') return [{ kind: 'activity' }]
  return [{ kind: 'unknown', key: 'widget' in item ? item.widget : Object.keys(item).join(', ') }]
}

function tabOf(entity: EntityPlan, tab: WireTab, index: number): RecordTab {
  const sections = tab.sections.map(
    (section, place): RecordSection => ({
      key: `${tab.key ?? index}-${place}`,
      label: section.label ?? null,
      columns: section.columns ?? 1,
      items: section.items.flatMap((item) => itemOf(entity, item)),
    }),
  )
  return {
    key: tab.key ?? String(index),
    label: tab.label,
    sections: sections.filter((section) => section.items.length > 0),
  }
}

const isOnlyFields = (tab: RecordTab) =>
  tab.sections.every((section) => section.items.every((item) => item.kind === 'field'))

/** The first tab made of fields alone is the panel; without a layout, every field of the person's own. */
export function recordPlan(entity: EntityPlan): RecordPlan {
  const layout = entity.layout('record')
  const tabs = (layout?.tabs ?? [])
    .map((tab, index) => tabOf(entity, tab, index))
    .filter((tab) => tab.sections.length > 0)
  const panel = tabs.find(isOnlyFields)
  const own = entity.fields.filter((field) => !SYSTEM.has(field.name) && !isMirror(field))
  const fallback: RecordSection = {
    key: 'all',
    label: null,
    columns: 1,
    items: own.map((field) => ({ kind: 'field', field })),
  }
  const side = (layout?.side ?? []).flatMap((item) => itemOf(entity, item))
  return {
    panel: panel?.sections ?? (tabs.length === 0 ? [fallback] : []),
    panelLabel: panel?.label ?? null,
    tabs: tabs.filter((tab) => tab !== panel),
    side: side.filter((item) => item.kind !== 'activity'),
    hasActivityTab: side.some((item) => item.kind === 'activity'),
    highlights: (layout?.highlights ?? []).flatMap((name) => entity.fieldByName.get(name) ?? []),
  }
}
