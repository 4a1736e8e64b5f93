import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'rating',
  field: { label: 'Satisfação', settings: { max: 5 } },
  filled: 4,
  text: '4 de 5',
  wire: 4,
  typed: true,
  invalid: 9,
  code: 'rating',
}
