import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'position',
  field: { label: 'Posição na fila' },
  filled: '12.5',
  text: '12,5',
  wire: '12.5',
  typed: true,
  invalid: unreadable('primeiro', 'position'),
  code: 'position',
}
