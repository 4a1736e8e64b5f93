/** When it ends: never, on a day, after a number of times. */
import { useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { Input } from '../../ui/input'
import { NativeSelect } from '../../ui/native-select'
import { type FieldContext } from '../contract'
import { dayText, parseDay } from '../date/day'
import { maskDay } from '../date/mask'
import { wallClock } from '../datetime/zone'
import { fieldMessages } from '../field-messages'
import { Labelled } from '../labelled'
import { recurrenceMessages } from './messages'
import { type End, type Rule } from './rule'

interface EndPartProps {
  id: string
  end: End
  context: FieldContext
  dense: string | undefined
  onChange: (part: Partial<Rule>) => void
}

const START: Record<End['kind'], End> = {
  never: { kind: 'never' },
  until: { kind: 'until', day: '' },
  count: { kind: 'count', count: 10 },
}

export function EndPart({ id, end, context, dense, onChange }: EndPartProps) {
  const words = useMessages(recurrenceMessages)
  const kit = useMessages(fieldMessages)
  const [text, setText] = useState(end.kind === 'until' && end.day ? dayText(end.day) : '')
  const write = (typed: string) => {
    const grows = typed.length > text.length
    const shown = grows ? maskDay(typed) : typed
    const parsed = parseDay(shown, wallClock(context.now(), context.timeZone))
    setText(shown)
    onChange({ end: { kind: 'until', day: (parsed.ok && parsed.value) || '' } })
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Labelled htmlFor={`${id}-end`} label={words.end} className="min-w-32 flex-1">
        <NativeSelect
          id={`${id}-end`}
          value={end.kind}
          frameClassName={dense}
          onChange={(event) => {
            setText('')
            onChange({ end: START[event.target.value as End['kind']] })
          }}
        >
          <option value="never">{words.endNever}</option>
          <option value="until">{words.endUntil}</option>
          <option value="count">{words.endCount}</option>
        </NativeSelect>
      </Labelled>
      {end.kind === 'until' && (
        <Labelled htmlFor={`${id}-until`} label={words.until} className="min-w-28 flex-1">
          <Input
            id={`${id}-until`}
            value={text}
            inputMode="numeric"
            autoComplete="off"
            placeholder={kit.dayPlaceholder}
            className="num"
            frameClassName={dense}
            onChange={(event) => write(event.target.value)}
          />
        </Labelled>
      )}
      {end.kind === 'count' && (
        <Labelled htmlFor={`${id}-count`} label={words.count} className="min-w-28 flex-1">
          <Input
            id={`${id}-count`}
            type="number"
            min={1}
            value={Number.isNaN(end.count) ? '' : end.count}
            inputMode="numeric"
            className="num"
            frameClassName={dense}
            onChange={(event) =>
              onChange({ end: { kind: 'count', count: event.target.valueAsNumber } })
            }
          />
        </Labelled>
      )}
    </div>
  )
}
