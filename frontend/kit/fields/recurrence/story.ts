import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'recurrence',
  field: { label: 'Repetição' },
  filled: 'FREQ=WEEKLY;BYDAY=MO,WE',
  text: 'toda semana às segundas e quartas',
  wire: 'FREQ=WEEKLY;BYDAY=MO,WE',
  invalid: unreadable(
    JSON.stringify({
      frequency: 'MONTHLY',
      interval: 1,
      weekdays: [],
      on: { kind: 'day', day: 5 },
      month: null,
      end: { kind: 'until', day: '' },
    }),
    'recurrence.until',
  ),
  code: 'recurrence.until',
  others: {
    'Por mês': 'FREQ=MONTHLY;INTERVAL=2;COUNT=6;BYDAY=-1FR',
    'Regra de fora': 'FREQ=MONTHLY;BYMONTHDAY=1,15',
  },
}
