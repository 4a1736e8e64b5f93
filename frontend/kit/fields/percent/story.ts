import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'percent',
  field: { label: 'Desconto', min: '0', max: '30', settings: { decimals: 2 } },
  filled: '12.50',
  text: '12,5%',
  wire: '12.50',
  typed: true,
  invalid: '45.00',
  code: 'above_max',
}
