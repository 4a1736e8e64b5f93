/** On which day of the month, or of which month of the year. */
import { useMessages } from '../../i18n/locale-context'
import { NativeSelect } from '../../ui/native-select'
import { Labelled } from '../labelled'
import { dayName } from '../weekly_hours/week'
import { recurrenceMessages } from './messages'
import { type MonthDay, type Rule, WEEKDAYS, type Weekday } from './rule'
import { monthName } from './sentence'

interface MonthPartProps {
  id: string
  rule: Rule
  locale: string
  dense: string | undefined
  onChange: (part: Partial<Rule>) => void
}

const count = (most: number) => Array.from({ length: most }, (_, index) => index + 1)

export function MonthPart({ id, rule, locale, dense, onChange }: MonthPartProps) {
  const words = useMessages(recurrenceMessages)
  const { on, month } = rule
  const setOn = (next: MonthDay | null) => onChange({ on: next })
  const nths = [
    [1, words.nth1],
    [2, words.nth2],
    [3, words.nth3],
    [4, words.nth4],
    [-1, words.nthLast],
  ] as const
  return (
    <div className="flex flex-wrap gap-2">
      {rule.frequency === 'YEARLY' && (
        <Labelled htmlFor={`${id}-month`} label={words.month} className="min-w-50 flex-1">
          <NativeSelect
            id={`${id}-month`}
            value={month ?? ''}
            frameClassName={dense}
            onChange={(event) =>
              onChange({ month: event.target.value === '' ? null : Number(event.target.value) })
            }
          >
            <option value="">{words.monthAsStarts}</option>
            {count(12).map((one) => (
              <option key={one} value={one}>
                {monthName(one, locale)}
              </option>
            ))}
          </NativeSelect>
        </Labelled>
      )}
      <Labelled htmlFor={`${id}-on`} label={words.on} className="min-w-50 flex-1">
        <NativeSelect
          id={`${id}-on`}
          value={on?.kind ?? ''}
          frameClassName={dense}
          onChange={(event) => {
            const kind = event.target.value
            setOn(
              kind === 'day'
                ? { kind, day: 1 }
                : kind === 'weekday'
                  ? { kind, nth: 1, weekday: 'MO' }
                  : null,
            )
          }}
        >
          <option value="">{words.asStarts}</option>
          <option value="day">{words.onDay}</option>
          <option value="weekday">{words.onWeekday}</option>
        </NativeSelect>
      </Labelled>
      {on?.kind === 'day' && (
        <Labelled htmlFor={`${id}-day`} label={words.day} className="min-w-24 flex-1">
          <NativeSelect
            id={`${id}-day`}
            value={on.day}
            frameClassName={dense}
            onChange={(event) => setOn({ kind: 'day', day: Number(event.target.value) })}
          >
            {count(31).map((day) => (
              <option key={day} value={day}>
                {day}
              </option>
            ))}
            <option value={-1}>{words.lastDay}</option>
          </NativeSelect>
        </Labelled>
      )}
      {on?.kind === 'weekday' && (
        <>
          <Labelled htmlFor={`${id}-nth`} label={words.nth} className="min-w-20 flex-1">
            <NativeSelect
              id={`${id}-nth`}
              value={on.nth}
              frameClassName={dense}
              onChange={(event) => setOn({ ...on, nth: Number(event.target.value) })}
            >
              {nths.map(([nth, label]) => (
                <option key={nth} value={nth}>
                  {label}
                </option>
              ))}
            </NativeSelect>
          </Labelled>
          <Labelled htmlFor={`${id}-weekday`} label={words.weekday} className="min-w-32 flex-1">
            <NativeSelect
              id={`${id}-weekday`}
              value={on.weekday}
              frameClassName={dense}
              onChange={(event) => setOn({ ...on, weekday: event.target.value as Weekday })}
            >
              {WEEKDAYS.map((day, index) => (
                <option key={day} value={day}>
                  {dayName(index, locale, 'long')}
                </option>
              ))}
            </NativeSelect>
          </Labelled>
        </>
      )}
    </div>
  )
}
