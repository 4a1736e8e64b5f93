import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'cpf',
  field: { label: 'CPF' },
  filled: '52998224725',
  text: '529.982.247-25',
  wire: '52998224725',
  typed: true,
  invalid: unreadable('529.982.247-26', 'cpf'),
  code: 'cpf',
}
