/** The rule in choices people know, and the sentence it makes, as it is made. */
import { useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { cn } from '../../ui/cn'
import { Icon } from '../../ui/icon'
import { Input } from '../../ui/input'
import { NativeSelect } from '../../ui/native-select'
import { CompositeFrame } from '../composite-frame'
import { type EditorProps } from '../contract'
import { Labelled } from '../labelled'
import { isUnreadable, Unreadable } from '../unreadable'
import { dayName } from '../weekly_hours/week'
import { EndPart } from './end-part'
import { recurrenceMessages } from './messages'
import { MonthPart } from './month-part'
import {
  FREQUENCIES,
  type Frequency,
  type Rule,
  readRule,
  ruleFault,
  WEEKDAYS,
  writeRule,
} from './rule'
import { ruleText } from './sentence'

const START: Rule = {
  frequency: 'WEEKLY',
  interval: 1,
  weekdays: [],
  on: null,
  month: null,
  end: { kind: 'never' },
}

/** A rule that is not right yet is kept as what was chosen. */
function ruleOf(value: unknown): Rule | null {
  if (isUnreadable(value)) return value.text.startsWith('{') ? JSON.parse(value.text) : null
  return typeof value === 'string' ? readRule(value) : null
}

export function Editor(props: EditorProps<string>) {
  const { id, value, field, context, onChange, size, invalid } = props
  const { locale } = context
  const words = useMessages(recurrenceMessages)
  const [rule, setRule] = useState<Rule | null>(() => ruleOf(value))
  const [sent, setSent] = useState<unknown>(value)
  if (sent !== value) {
    setSent(value)
    setRule(ruleOf(value))
  }
  const change = (next: Rule | null) => {
    const fault = next && ruleFault(next)
    const result = fault ? new Unreadable(JSON.stringify(next), fault) : next && writeRule(next)
    setRule(next)
    setSent(result)
    onChange(result as string | null)
  }
  const dense = size === 'cell' ? 'h-7 max-md:h-10' : undefined
  const isForeign = rule === null && typeof value === 'string' && value !== ''
  const set = (part: Partial<Rule>) => rule && change({ ...rule, ...part })
  return (
    <CompositeFrame editor={props}>
      <div className="flex flex-wrap gap-2">
        <Labelled htmlFor={id} label={words.frequency} className="min-w-32 flex-1">
          <NativeSelect
            id={id}
            value={rule?.frequency ?? ''}
            aria-invalid={invalid || undefined}
            aria-required={field.required || undefined}
            frameClassName={dense}
            onChange={(event) => {
              const frequency = event.target.value as Frequency | ''
              change(frequency === '' ? null : { ...(rule ?? START), frequency })
            }}
          >
            <option value="">{words.never}</option>
            {FREQUENCIES.map((one) => (
              <option key={one} value={one}>
                {words[one]}
              </option>
            ))}
          </NativeSelect>
        </Labelled>
        {rule && (
          <Labelled htmlFor={`${id}-interval`} label={words.every} className="min-w-36 flex-1">
            <Input
              id={`${id}-interval`}
              type="number"
              min={1}
              value={Number.isNaN(rule.interval) ? '' : rule.interval}
              inputMode="numeric"
              className="num"
              frameClassName={dense}
              suffix={words[`unit${rule.frequency}`]}
              onChange={(event) => set({ interval: event.target.valueAsNumber })}
            />
          </Labelled>
        )}
      </div>
      {rule?.frequency === 'WEEKLY' && (
        <div role="group" aria-label={words.weekdays} className="grid grid-cols-7 gap-1">
          {WEEKDAYS.map((day, index) => {
            const isOn = rule.weekdays.includes(day)
            return (
              <button
                key={day}
                type="button"
                aria-pressed={isOn}
                aria-label={`${dayName(index, locale, 'short')}, ${dayName(index, locale, 'long')}`}
                className={cn(
                  'h-7 min-w-0 rounded-control border border-line-input font-medium text-fg-2 hover:bg-hover max-md:h-10',
                  isOn && 'border-accent bg-accent-soft text-accent-text hover:bg-accent-soft',
                )}
                onClick={() =>
                  set({
                    weekdays: WEEKDAYS.filter((one) =>
                      one === day ? !isOn : rule.weekdays.includes(one),
                    ),
                  })
                }
              >
                {dayName(index, locale, 'short')}
              </button>
            )
          })}
        </div>
      )}
      {rule && (rule.frequency === 'MONTHLY' || rule.frequency === 'YEARLY') && (
        <MonthPart id={id} rule={rule} locale={locale} dense={dense} onChange={set} />
      )}
      {rule && <EndPart id={id} end={rule.end} context={context} dense={dense} onChange={set} />}
      {isForeign && (
        <p className="flex items-start gap-1.5 text-meta text-warn-text">
          <Icon name="info" size={14} className="mt-px" />
          <span className="min-w-0 wrap-anywhere">
            {words.kept} ({value})
          </span>
        </p>
      )}
      {rule && ruleFault(rule) === null && (
        <p role="status" className="flex items-start gap-1.5 text-fg-2">
          <Icon name="refresh-cw" size={14} className="mt-0.75 text-fg-3" />
          <span className="first-letter:uppercase">{ruleText(writeRule(rule), locale)}</span>
        </p>
      )}
    </CompositeFrame>
  )
}
