import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'time',
  field: { label: 'Horário preferido' },
  filled: '14:30',
  text: '14:30',
  wire: '14:30',
  typed: true,
  invalid: unreadable('14:3', 'time.incomplete'),
  code: 'time.incomplete',
}
