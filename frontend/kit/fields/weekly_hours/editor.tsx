/** A line a day: closed, or its periods. A day's hours are copied to others from its menu. */
import { useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { announce } from '../../ui/visually-hidden'
import { CompositeFrame } from '../composite-frame'
import { type EditorProps } from '../contract'
import { DayRow } from './day-row'
import { copyTo, type Draft, draftOf, openingOf, weekOf } from './draft'
import { hoursMessages } from './messages'
import { DAYS, type Day, type Week } from './week'

export function Editor(props: EditorProps<Week>) {
  const { id, value, onChange, context } = props
  const words = useMessages(hoursMessages)
  const [draft, setDraft] = useState<Draft>(() => draftOf(value))
  const [sent, setSent] = useState<unknown>(value)
  if (sent !== value) {
    setSent(value)
    setDraft(draftOf(value))
  }
  const change = (next: Draft) => {
    const week = weekOf(next)
    setDraft(next)
    setSent(week)
    onChange(week as Week | null)
  }
  const copy = (from: Day, days: readonly Day[]) => {
    change(copyTo(draft, from, days))
    announce(words.copied)
  }
  return (
    <CompositeFrame editor={props}>
      <ul className="divide-y divide-line rounded-control border border-line bg-surface">
        {DAYS.map((day, index) => (
          <DayRow
            key={day}
            id={index === 0 ? id : `${id}-${day}`}
            index={index}
            spans={draft[day]}
            locale={context.locale}
            onChange={(spans) => change({ ...draft, [day]: spans })}
            onOpen={() => change({ ...draft, [day]: openingOf(draft, day) })}
            onCopy={(days) => copy(day, days)}
          />
        ))}
      </ul>
    </CompositeFrame>
  )
}
