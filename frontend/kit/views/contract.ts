/** What a view kind is. One folder a key under kit/views: index.ts is light and eager, the View loads when opened. */
import { type ComponentType } from 'react'
import { type EntityPlan, type ViewPlan } from '../meta/plan'
import { type Row } from '../meta/wire'

/** What the address holds for a view; kept when the person switches to another view of the same entity. */
export interface ViewState {
  /** Free text search. */
  q?: string
  /** Filter expression, ANDed with the view's own. */
  filter?: string
  sort?: string
  /** Id of the record open at the side. */
  record?: string
}

export interface ViewProps {
  entity: EntityPlan
  view: ViewPlan
  state: ViewState
  /** Changes the address; undefined removes a key. `replace` keeps the history short while typing. */
  setState: (change: Partial<ViewState>, options?: { replace?: boolean }) => void
  /** Opens the record: 'peek' at the side, 'page' on its own page. */
  openRecord: (id: string, mode?: 'peek' | 'page') => void
  /** Opens the create dialog with these values already set. */
  createRecord: (defaults?: Partial<Row>) => void
}

export interface ViewDefinition {
  kind: string
  version: 1
  /** Icon of the curated set (kit/ui/icon). */
  icon: string
  /** Reasons the entity cannot be shown this way; empty when it can. */
  accepts: (entity: EntityPlan, view: ViewPlan) => string[]
  /** Same sizes as the real layout: nothing shifts when the data comes. */
  Skeleton: ComponentType<{ entity: EntityPlan; view: ViewPlan }>
  /** The View draws everything under the top bar, its toolbar included. */
  load: { View: () => Promise<ComponentType<ViewProps>> }
}

export function defineView(definition: ViewDefinition): ViewDefinition {
  return definition
}
