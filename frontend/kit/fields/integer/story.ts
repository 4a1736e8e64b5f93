import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'integer',
  field: { label: 'Sessões', min: 0, max: 2000 },
  filled: 1250,
  text: '1.250',
  wire: 1250,
  typed: true,
  invalid: 4000,
  code: 'above_max',
  others: { Zero: 0 },
}
