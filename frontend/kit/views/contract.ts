/** What a view kind is. One folder a key under kit/views: index.ts is light and eager, the View loads when opened. */
import { type ComponentType } from 'react'
import { type EntityPlan, type ViewPlan } from '../meta/plan'
import { type Row } from '../meta/wire'

/** What the address holds for a view; kept when the person switches to another view of the same entity. */
export interface ViewState {
  /** Free text search. */
  q?: string
  /** Filter expression in place of the view's own; empty: none. */
  filter?: string
  sort?: string
  /** Kind the view is drawn as, when not its own. */
  as?: string
  /** Field the rows are grouped by in place of the view's own; empty: none. */
  group?: string
  /** Names of columns, comma separated, in place of the view's own. */
  columns?: string
  /** First day shown of a timeline (yyyy-mm-dd), and how much of it. */
  at?: string
  span?: string
  /** Id of the record open at the side. */
  record?: string
}

/** What a person changes of how a view is drawn, kept until it is saved with the view or discarded. */
export type ViewPatch = Partial<
  Pick<ViewPlan, 'color_rules' | 'density' | 'measures' | 'settings' | 'card'>
>

export interface ViewProps {
  entity: EntityPlan
  /** As saved, with what `patchView` changed of it. */
  view: ViewPlan
  state: ViewState
  /** Changes the address; undefined removes a key. `replace` keeps the history short while typing. */
  setState: (change: Partial<ViewState>, options?: { replace?: boolean }) => void
  /** Changes the view in this browser; undefined gives a part back as it was saved. */
  patchView: (change: ViewPatch) => void
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
  /** Codes of why the entity cannot be shown this way (words: refusal-messages); empty when it can. */
  accepts: (entity: EntityPlan, view: ViewPlan) => string[]
  /** Draws the record named in the address itself: none opens at the side. */
  showsRecord?: true
  /** Same sizes as the real layout: nothing shifts when the data comes. */
  Skeleton: ComponentType<{ entity: EntityPlan; view: ViewPlan }>
  /** The View draws everything under the top bar, its toolbar included. */
  load: { View: () => Promise<ComponentType<ViewProps>> }
}

export function defineView(definition: ViewDefinition): ViewDefinition {
  return definition
}
