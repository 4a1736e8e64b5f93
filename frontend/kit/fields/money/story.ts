import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'money',
  field: { label: 'Valor do serviço', currency: 'BRL', min: '0' },
  filled: '1890.50',
  text: 'R$\u00a01.890,50',
  wire: '1890.50',
  typed: true,
  invalid: '-1.00',
  code: 'below_min',
}
