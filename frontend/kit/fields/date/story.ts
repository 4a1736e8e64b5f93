import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'date',
  field: { label: 'Nascimento' },
  filled: '2026-12-25',
  text: '25/12/2026',
  wire: '2026-12-25',
  typed: true,
  invalid: unreadable('30/02/2026', 'date.invalid'),
  code: 'date.invalid',
}
