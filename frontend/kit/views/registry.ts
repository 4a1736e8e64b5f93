/** Every view kind that exists: kit/views/<kind>/index.ts. */
import { collect } from '../meta/registry'
import { type ViewDefinition } from './contract'

export const viewKinds = collect<ViewDefinition>(
  import.meta.glob<Record<string, unknown>>('./*/index.ts', { eager: true }),
  (definition) => definition.kind,
)
