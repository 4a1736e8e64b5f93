import { type FieldStory, unreadable } from '../story'
import { type Week } from './week'

const day = [
  ['08:00', '12:00'],
  ['13:00', '18:00'],
] as const
const week: Week = {
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: [['08:00', '12:00']],
}

export const story: FieldStory = {
  key: 'weekly_hours',
  field: { label: 'Horário de atendimento' },
  filled: week,
  text: 'seg a sex 08:00–12:00, 13:00–18:00; sáb 08:00–12:00',
  wire: week as never,
  invalid: unreadable(
    JSON.stringify({
      monday: [
        ['08:00', '12:30'],
        ['12:00', '18:00'],
      ],
    }),
    'hours.overlap',
  ),
  code: 'hours.overlap',
}
