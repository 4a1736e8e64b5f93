/** The clinic's menu as the shell draws it: groups in order, each entry with its address. Entries of unknown entities are left out. */
import { type ModelPlan } from '@kit/meta/plan'
import { type WireMenuItem } from '@kit/meta/wire'
import { viewHref } from '../addresses'

export interface MenuEntry {
  key: string
  label: string
  icon: string
  href: string
  /** Plural of the entity: tells which entry is on. */
  plural: string
}
export interface MenuGroup {
  label: string | null
  entries: MenuEntry[]
}

function entryOf(item: WireMenuItem, model: ModelPlan): MenuEntry | null {
  const entity = model.findEntity(item.entity)
  if (!entity) return null
  const view = entity.views.find((candidate) => candidate.key === item.view) ?? entity.defaultView
  return {
    key: item.key,
    label: item.label,
    icon: item.icon ?? entity.icon,
    href: viewHref(entity.plural, view?.slug),
    plural: entity.plural,
  }
}

export function menuGroups(model: ModelPlan): MenuGroup[] {
  const groups: MenuGroup[] = []
  for (const item of model.menu) {
    const entry = entryOf(item, model)
    if (!entry) continue
    const label = item.group ?? null
    const group = groups.find((candidate) => candidate.label === label)
    if (group) group.entries.push(entry)
    else groups.push({ label, entries: [entry] })
  }
  return groups
}

export function flatMenu(model: ModelPlan): MenuEntry[] {
  return menuGroups(model).flatMap((group) => group.entries)
}
