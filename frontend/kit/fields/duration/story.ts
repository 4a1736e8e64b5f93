import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'duration',
  field: { label: 'Duração', min: 900, max: 14400 },
  filled: 5400,
  text: '1 h 30 min',
  wire: 5400,
  typed: true,
  invalid: 300,
  code: 'below_min',
}
