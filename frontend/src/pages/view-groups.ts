/** The views of an entity in the groups the list shows: one's own, those of a team, those of the whole clinic. Pure. */
import { type ViewPlan } from '@kit/meta/plan'

export type ViewGroupKey = 'personal' | 'role' | 'clinic'

export interface ViewGroup {
  key: ViewGroupKey
  views: ViewPlan[]
}

const GROUPS: ViewGroupKey[] = ['personal', 'role', 'clinic']

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Groups without a view are left out; words are found without their accents. */
export function viewGroups(views: readonly ViewPlan[], search: string): ViewGroup[] {
  const wanted = folded(search.trim())
  const found = views.filter((view) => folded(view.label).includes(wanted))
  return GROUPS.map((key) => ({
    key,
    views: found.filter((view) => (view.saved?.scope ?? 'clinic') === key),
  })).filter((group) => group.views.length > 0)
}
