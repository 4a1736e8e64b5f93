/** Every field editor that exists: kit/fields/<key>/index.ts. It comes with the views that draw fields, not with the shell. */
import { collect } from '../meta/registry'
import { type FieldDefinition } from './contract'

export const fieldKinds = collect<FieldDefinition>(
  import.meta.glob<Record<string, unknown>>('./*/index.ts', { eager: true }),
  (definition) => definition.key,
)
