import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'datetime',
  field: { label: 'Agendamento' },
  filled: '2026-11-25T10:30:00-03:00',
  text: '25/11/2026, 10:30',
  wire: '2026-11-25T10:30:00-03:00',
  typed: true,
  invalid: unreadable('30/02/2026 10:00', 'datetime.invalid'),
  code: 'datetime.invalid',
}
