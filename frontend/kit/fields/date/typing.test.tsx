/** Days, moments and times as hands type them: key by key, pasted, and saved with Enter. */
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ComponentType, useState } from 'react'
import { expect, it, vi } from 'vitest'
import { type EditorProps } from '../contract'
import { Editor as MomentEditor } from '../datetime/editor'
import { story as momentStory } from '../datetime/story'
import { type FieldStory, storyPlan } from '../story'
import { Editor as TimeEditor } from '../time/editor'
import { story as timeStory } from '../time/story'
import { Unreadable } from '../unreadable'
import { Editor as DayEditor } from './editor'
import { story as dayStory } from './story'

const KINDS: Record<string, [ComponentType<EditorProps<string>>, FieldStory]> = {
  date: [DayEditor, dayStory],
  datetime: [MomentEditor, momentStory],
  time: [TimeEditor, timeStory],
}
// Already the 25th in UTC, still the 24th in São Paulo.
const context = {
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  now: () => new Date('2026-11-25T01:30:00Z'),
}

function setUp(key: string, start: string | null, max?: string) {
  const [Editor, story] = KINDS[key] as (typeof KINDS)[string]
  const seen = vi.fn()
  const committed = vi.fn()
  function Trial() {
    const [value, setValue] = useState<string | null>(start)
    const change = (next: string | null) => {
      seen(next)
      setValue(next)
    }
    return (
      <Editor
        id="trial"
        value={value}
        field={storyPlan(story, { max })}
        context={context}
        size="cell"
        autoFocus
        onChange={change}
        onCommit={() => committed(value)}
        onCancel={() => undefined}
      />
    )
  }
  render(<Trial />)
  return { seen, committed, input: screen.getByRole<HTMLInputElement>('textbox') }
}

const CASES = [
  ['date', '5/3/1990', '05/03/1990', '1990-03-05'],
  ['date', '05031990', '05/03/1990', '1990-03-05'],
  ['date', '1/2/26', '01/02/26', '2026-02-01'],
  ['date', '31/12/85', '31/12/85', '1985-12-31'],
  ['date', '25/11/2026', '25/11/2026', '2026-11-25'],
  ['date', '2026-11-25', '2026-11-25', '2026-11-25'],
  ['date', '5-3-1990', '5-3-1990', '1990-03-05'],
  ['date', 'hoje', 'hoje', '2026-11-24'],
  ['date', 'amanhã', 'amanhã', '2026-11-25'],
  ['date', 'ayer', 'ayer', '2026-11-23'],
  ['datetime', '5/3/1990 9:30', '05/03/1990 09:30', '1990-03-05T09:30:00-03:00'],
  ['datetime', '25/11 14:30', '25/11 14:30', '2026-11-25T14:30:00-03:00'],
  ['datetime', '1/12 9:05', '01/12 09:05', '2026-12-01T09:05:00-03:00'],
  ['datetime', '251120261030', '25/11/2026 10:30', '2026-11-25T10:30:00-03:00'],
  ['datetime', '25112026 930', '25/11/2026 9:30', '2026-11-25T09:30:00-03:00'],
  ['datetime', '25/11 2027', '25/11 2027', '2027-11-25T09:00:00-03:00'],
  ['datetime', 'hoje 15h', 'hoje 15h', '2026-11-24T15:00:00-03:00'],
  ['time', '14h30', '14h30', '14:30'],
  ['time', '1430', '14:30', '14:30'],
  ['time', '930', '9:30', '09:30'],
  ['time', '9', '9', '09:00'],
  ['time', '143005', '14:30:05', '14:30:05'],
] as const

it.each(CASES)('%s: %s typed shows %s', async (key, text, shown, value) => {
  const { committed, input } = setUp(key, null)
  await userEvent.type(input, text)
  expect(input).toHaveValue(shown)
  await userEvent.keyboard('{Enter}')
  expect(committed).toHaveBeenLastCalledWith(value)
})

it.each(CASES)('%s: %s pasted shows %s', async (key, text, shown, value) => {
  const { seen, input } = setUp(key, null)
  await userEvent.click(input)
  await userEvent.paste(text)
  expect(input).toHaveValue(shown)
  expect(seen).toHaveBeenLastCalledWith(value)
})

it.each([
  ['date', '2026-12-25', 'nunca', 'nunca', 'date.invalid'],
  ['date', '2026-12-25', '12 de maio', '12 de maio', 'date.invalid'],
  ['datetime', '2026-11-25T10:30:00-03:00', '12 de maio', '12 de maio', 'datetime.incomplete'],
  ['date', '2026-12-25', '?', '?', 'date.incomplete'],
  ['date', '2026-12-25', '31/2/2026', '31/02/2026', 'date.invalid'],
  ['datetime', '2026-11-25T10:30:00-03:00', 'depois', 'depois', 'datetime.invalid'],
  ['datetime', '2026-11-25T10:30:00-03:00', '?', '?', 'datetime.invalid'],
  ['time', '14:30', '25:00', '25:00', 'time'],
  ['time', '14:30', 'meio-dia', 'meio-dia', 'time'],
])('%s: over %s, %s stays with its fault', async (key, start, text, shown, code) => {
  const { committed, seen, input } = setUp(key, start)
  await userEvent.clear(input)
  seen.mockClear()
  await userEvent.type(input, `${text}{Enter}`)
  expect(input).toHaveValue(shown)
  expect(committed).toHaveBeenLastCalledWith(new Unreadable(shown, code))
  expect(seen).not.toHaveBeenCalledWith(null)
})

it('is empty only when nothing is there', async () => {
  const { committed, input } = setUp('date', '2026-12-25')
  await userEvent.clear(input)
  await userEvent.keyboard('{Enter}')
  expect(committed).toHaveBeenLastCalledWith(null)
})

it('looks back where the last day is today', async () => {
  const { committed, input } = setUp('date', null, 'today')
  await userEvent.type(input, '25/11/26{Enter}')
  expect(committed).toHaveBeenLastCalledWith('1926-11-25')
})
