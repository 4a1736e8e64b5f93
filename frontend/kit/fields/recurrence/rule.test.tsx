import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { storyPlan } from '../story'
import { Editor } from './editor'
import { readRule, writeRule } from './rule'
import { ruleText } from './sentence'
import { story } from './story'

describe('a rule as a sentence', () => {
  it.each([
    ['FREQ=DAILY', 'todo dia', 'every day', 'cada día'],
    ['FREQ=DAILY;INTERVAL=3', 'a cada 3 dias', 'every 3 days', 'cada 3 días'],
    [
      'FREQ=WEEKLY;BYDAY=MO,WE',
      'toda semana às segundas e quartas',
      'every week on Mondays and Wednesdays',
      'cada semana los lunes y miércoles',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU',
      'a cada 2 semanas aos sábados e domingos',
      'every 2 weeks on Saturdays and Sundays',
      'cada 2 semanas los sábados y domingos',
    ],
    [
      'FREQ=WEEKLY;BYDAY=MO,SA',
      'toda semana às segundas e aos sábados',
      'every week on Mondays and Saturdays',
      'cada semana los lunes y sábados',
    ],
    [
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      'toda semana de segunda a sexta',
      'every week from Monday to Friday',
      'cada semana de lunes a viernes',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=1',
      'todo mês no dia 1º',
      'every month on day 1',
      'cada mes el día 1',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-1',
      'todo mês no último dia',
      'every month on the last day',
      'cada mes el último día',
    ],
    [
      'FREQ=MONTHLY;BYDAY=2TU',
      'todo mês na segunda terça-feira',
      'every month on the second Tuesday',
      'cada mes el segundo martes',
    ],
    [
      'FREQ=MONTHLY;COUNT=6;BYDAY=-1SA',
      'todo mês no último sábado, 6 vezes',
      'every month on the last Saturday, 6 times',
      'cada mes el último sábado, 6 veces',
    ],
    [
      'FREQ=YEARLY;UNTIL=20301225;BYMONTH=12;BYMONTHDAY=25',
      'todo ano em 25 de dezembro, até 25/12/2030',
      'every year on December 25, until 12/25/2030',
      'cada año el 25 de diciembre, hasta el 25/12/2030',
    ],
  ])('%s', (rule, pt, en, es) => {
    expect(ruleText(rule, 'pt-BR')).toBe(pt)
    expect(ruleText(rule, 'en')).toBe(en)
    expect(ruleText(rule, 'es')).toBe(es)
    const read = readRule(rule)
    expect(read && writeRule(read)).toBe(rule)
  })
})

it.each([
  'FREQ=HOURLY',
  'FREQ=WEEKLY;BYDAY=1MO',
  'FREQ=MONTHLY;BYMONTHDAY=1,15',
  'FREQ=DAILY;COUNT=2;UNTIL=20300101',
  'FREQ=WEEKLY;BYSETPOS=1',
  'toda semana',
])('does not pretend to understand %s', (rule) => {
  expect(readRule(rule)).toBeNull()
  expect(ruleText(rule, 'pt-BR')).toBe(rule)
})

function show(start: string | null = null) {
  const onChange = vi.fn()
  function Trial() {
    const [value, setValue] = useState(start)
    return (
      <Editor
        id="trial"
        value={value}
        field={storyPlan(story)}
        context={{
          locale: 'pt-BR',
          timeZone: 'America/Sao_Paulo',
          now: () => new Date('2026-11-23T13:42:00Z'),
        }}
        size="form"
        onChange={(next) => {
          onChange(next)
          setValue(next)
        }}
        onCommit={() => undefined}
        onCancel={() => undefined}
      />
    )
  }
  render(<Trial />)
  return () => onChange.mock.lastCall?.[0]
}

it('makes a weekly rule by keyboard and says it as it is made', async () => {
  const last = show()
  await userEvent.selectOptions(screen.getByLabelText('Repete'), 'WEEKLY')
  screen.getByRole('button', { name: 'qua, quarta-feira' }).focus()
  await userEvent.keyboard(' ')
  screen.getByRole('button', { name: 'seg, segunda-feira' }).focus()
  await userEvent.keyboard('{Enter}')
  expect(last()).toBe('FREQ=WEEKLY;BYDAY=MO,WE')
  expect(screen.getByRole('status')).toHaveTextContent('toda semana às segundas e quartas')
  await userEvent.selectOptions(screen.getByLabelText('Repete'), '')
  expect(last()).toBeNull()
})

it('ends on a day: not before the day is whole', async () => {
  const last = show('FREQ=MONTHLY;BYMONTHDAY=5')
  await userEvent.selectOptions(screen.getByLabelText('Termina'), 'until')
  expect(last()).toMatchObject({ code: 'recurrence.until' })
  await userEvent.type(screen.getByLabelText('Até'), '31122027')
  expect(last()).toBe('FREQ=MONTHLY;UNTIL=20271231;BYMONTHDAY=5')
})

it('keeps a rule it cannot show until another is chosen', async () => {
  const last = show('FREQ=MONTHLY;BYMONTHDAY=1,15')
  expect(screen.getByText(/FREQ=MONTHLY;BYMONTHDAY=1,15/)).toBeVisible()
  expect(last()).toBeUndefined()
})
