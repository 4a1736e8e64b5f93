import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'color',
  field: { label: 'Cor na agenda' },
  filled: '#3b82f6',
  text: '#3b82f6',
  wire: '#3b82f6',
  typed: true,
  invalid: unreadable('azul', 'color'),
  code: 'color',
}
