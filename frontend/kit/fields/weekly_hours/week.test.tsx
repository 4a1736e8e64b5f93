import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { storyPlan } from '../story'
import { Editor } from './editor'
import { story } from './story'
import { faultOf, timeOf, type Week, weekText } from './week'

describe('times as people write them', () => {
  it.each([
    ['8', '08:00'],
    ['830', '08:30'],
    ['0830', '08:30'],
    ['8h', '08:00'],
    ['8h30', '08:30'],
    ['18:05', '18:05'],
    ['24:00', '24:00'],
    ['24:30', null],
    ['25', null],
    ['8:75', null],
    ['oito', null],
    ['', null],
  ])('%s', (text, time) => {
    expect(timeOf(text)).toBe(time)
  })
})

describe('what cannot be', () => {
  it.each([
    [[['08:00', '12:00']], null],
    [[['22:00', '24:00']], null],
    [[['24:00', '24:00']], 'hours.time'],
    [[['08:00', '8']], 'hours.time'],
    [[['12:00', '08:00']], 'hours.order'],
    [[['08:00', '08:00']], 'hours.order'],
    [
      [
        ['13:00', '18:00'],
        ['08:00', '13:00'],
      ],
      null,
    ],
    [
      [
        ['13:00', '18:00'],
        ['08:00', '13:01'],
      ],
      'hours.overlap',
    ],
  ] as const)('%j', (spans, code) => {
    expect(faultOf(spans)).toBe(code)
  })
})

it('reads equal days together, in each language', () => {
  const open: Week = { monday: [['09:00', '17:00']], tuesday: [['09:00', '17:00']] }
  expect(weekText(open, 'pt-BR')).toBe('seg, ter 09:00–17:00')
  const week: Week = { ...open, wednesday: [['09:00', '17:00']], sunday: [['10:00', '24:00']] }
  expect(weekText(week, 'pt-BR')).toBe('seg a qua 09:00–17:00; dom 10:00–24:00')
  expect(weekText(week, 'en')).toBe('mon–wed 09:00–17:00; sun 10:00–24:00')
})

function show(start: Week | null = null) {
  const onChange = vi.fn()
  function Trial() {
    const [value, setValue] = useState(start)
    return (
      <Editor
        id="trial"
        value={value}
        field={storyPlan(story)}
        context={{ locale: 'pt-BR', timeZone: 'America/Sao_Paulo', now: () => new Date(0) }}
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

it('opens a day by keyboard with the usual hours, and the next with those of the day before', async () => {
  const last = show()
  screen.getByRole('checkbox', { name: 'segunda-feira' }).focus()
  await userEvent.keyboard(' ')
  const usual = [
    ['08:00', '12:00'],
    ['13:00', '18:00'],
  ]
  expect(last()).toEqual({ monday: usual })
  await userEvent.click(screen.getByRole('button', { name: 'Remover período 2, segunda-feira' }))
  screen.getByRole('checkbox', { name: 'terça-feira' }).focus()
  await userEvent.keyboard(' ')
  expect(last()).toEqual({ monday: [['08:00', '12:00']], tuesday: [['08:00', '12:00']] })
})

it('copies a day to the workdays and closes the week again', async () => {
  const last = show({ monday: [['09:00', '15:00']], sunday: [['10:00', '11:00']] })
  await userEvent.click(screen.getByRole('button', { name: 'Copiar o horário de segunda-feira' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Segunda a sexta' }))
  const span = [['09:00', '15:00']]
  expect(last()).toEqual({
    monday: span,
    tuesday: span,
    wednesday: span,
    thursday: span,
    friday: span,
    sunday: [['10:00', '11:00']],
  })
})

it('says what is wrong at the day, and keeps what was written', async () => {
  const last = show({ monday: [['08:00', '12:00']] })
  const end = screen.getByRole('textbox', { name: 'segunda-feira, período 1, fim' })
  await userEvent.clear(end)
  await userEvent.type(end, '730')
  await userEvent.tab()
  expect(screen.getByRole('alert')).toHaveTextContent('O fim precisa ser depois do início.')
  expect(last()).toMatchObject({ code: 'hours.order' })
  expect(end).toHaveValue('07:30')
  await userEvent.clear(end)
  await userEvent.type(end, '1130')
  expect(end).toHaveValue('11:30')
  expect(last()).toEqual({ monday: [['08:00', '11:30']] })
})
