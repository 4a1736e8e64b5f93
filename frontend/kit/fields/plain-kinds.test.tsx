/** One-value editors under the fingers: typed key by key, pasted, saved with Enter; and cheap to draw. */
import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { type FieldDefinition } from './contract'
import { FieldEditor } from './field-editor'
import { keypadOf } from './number-text'
import { fieldKinds } from './registry'
import { type FieldStory, storyPlan } from './story'

const context = { locale: 'pt-BR', timeZone: 'America/Sao_Paulo', now: () => new Date(0) }
const stories = new Map(
  Object.values(import.meta.glob<{ story: FieldStory }>('./*/story.ts', { eager: true })).map(
    ({ story }) => [story.key, story],
  ),
)
const storyOf = (key: string) => stories.get(key) as FieldStory

interface Hands {
  line: HTMLElement
  value: () => unknown
  onCommit: ReturnType<typeof vi.fn>
  onCancel: ReturnType<typeof vi.fn>
}

async function open(key: string, start: unknown = null, typed?: string): Promise<Hands> {
  const story = storyOf(key)
  const [onCommit, onCancel] = [vi.fn(), vi.fn()]
  let last: unknown = start
  function Trial() {
    const [value, setValue] = useState(start)
    return (
      <FieldEditor
        id="a"
        value={value}
        field={storyPlan(story)}
        context={context}
        size="cell"
        autoFocus
        typed={typed}
        onChange={(next) => {
          last = next
          setValue(next)
        }}
        onCommit={onCommit}
        onCancel={onCancel}
      />
    )
  }
  render(<Trial />)
  const line = await screen.findByRole('textbox', { name: story.field.label })
  return { line, value: () => last, onCommit, onCancel }
}

it.each([
  ['email', 'ana@clinica.com.br', 'ana@clinica.com.br'],
  ['url', 'www.clinica.com.br', 'https://www.clinica.com.br'],
  ['integer', '1250', 1250],
  ['integer', '-3', -3],
  ['decimal', '1234,5', '1234.500'],
  ['percent', '12,5%', '12.50'],
  ['time', '1430', '14:30'],
  ['time', '930', '09:30'],
  ['time', '14h30', '14:30'],
  ['duration', '1h30', 5400],
  ['duration', '1:30', 5400],
  ['duration', '90 min', 5400],
  ['color', '#1D4ED8', '#1d4ed8'],
  ['position', '12,5', '12.5'],
  ['barcode', '7891000315507', '7891000315507'],
  ['cpf', '52998224725', '52998224725'],
  ['cnpj', '12abc34501de35', '12ABC34501DE35'],
])('%s: typing %s and Enter saves it', async (key, keys, wanted) => {
  const { line, value, onCommit } = await open(key)
  expect(line).toHaveFocus()
  await userEvent.keyboard(keys)
  expect(value()).toEqual(wanted)
  expect(onCommit).not.toHaveBeenCalled()
  await userEvent.keyboard('{Enter}')
  expect(onCommit).toHaveBeenCalledOnce()
})

it.each([
  ['cpf', 'CPF: 529.982.247-25', '529.982.247-25', '52998224725'],
  ['cnpj', '11222333000181', '11.222.333/0001-81', '11222333000181'],
  [
    'email',
    'Ana Prado <ana@clinica.com.br>',
    'Ana Prado <ana@clinica.com.br>',
    'ana@clinica.com.br',
  ],
  ['barcode', '7 891000 315507', '7 891000 315507', '7891000315507'],
])('%s takes what is pasted', async (key, pasted, shown, wanted) => {
  const { line, value } = await open(key)
  await userEvent.paste(pasted)
  expect(line).toHaveValue(shown)
  expect(value()).toBe(wanted)
})

it.each([
  ['integer', '1250', '1.250'],
  ['decimal', '1234,5', '1.234,500'],
  ['percent', '12,50%', '12,5'],
  ['time', '9', '09:00'],
  ['duration', '90', '1 h 30 min'],
  ['url', 'clinica.com', 'https://clinica.com'],
  ['color', '14d', '#1144dd'],
])('%s: %s is tidied to %s when left', async (key, keys, shown) => {
  const { line } = await open(key)
  await userEvent.keyboard(keys)
  fireEvent.blur(line)
  expect(line).toHaveValue(shown)
})

it('a key typed over a cell starts the text; Escape gives up', async () => {
  const { line, onCancel, onCommit } = await open('integer', 7, '4')
  expect(line).toHaveValue('4')
  await userEvent.keyboard('{Escape}')
  expect(onCancel).toHaveBeenCalledOnce()
  expect(onCommit).not.toHaveBeenCalled()
})

it('a phone shows digits, and a sign where numbers go below zero', async () => {
  const { line } = await open('integer')
  expect(line).toHaveAttribute('inputmode', 'numeric')
  const field = storyPlan(storyOf('decimal'), { min: '-5' })
  expect(keypadOf(field, 'decimal')).toBe('text')
  expect(keypadOf(storyPlan(storyOf('decimal')), 'decimal')).toBe('decimal')
})

it('nobody writes an automatic number', async () => {
  const { line, value, onCommit } = await open('auto_number', 'OS-2026-00012')
  await userEvent.keyboard('7{Enter}')
  expect(line).toHaveValue('OS-2026-00012')
  expect(value()).toBe('OS-2026-00012')
  expect(onCommit).toHaveBeenCalledOnce()
})

const PLAIN = [
  'email',
  'url',
  'integer',
  'decimal',
  'percent',
  'boolean',
  'time',
  'duration',
  'rating',
  'color',
  'position',
  'barcode',
  'cpf',
  'cnpj',
  'auto_number',
  'json',
]

it.each(PLAIN)('%s draws a cell of at most two nodes, and figures at the end', (key) => {
  const kind = fieldKinds.get(key) as FieldDefinition
  const story = storyOf(key)
  for (const place of ['cell', 'card'] as const) {
    const { container } = render(
      <kind.Cell value={story.filled} field={storyPlan(story)} context={context} place={place} />,
    )
    expect(container.querySelectorAll('*').length).toBeLessThanOrEqual(2)
  }
  const isFigure = ['integer', 'decimal', 'percent', 'duration', 'position'].includes(key)
  expect(kind.align).toBe(isFigure ? 'end' : 'start')
})

it.each([
  ['decimal', ['10.000', '9.5', null], ['9.5', '10.000', null]],
  ['integer', [10, null, 9], [9, 10, null]],
  ['duration', [3600, 59, null], [59, 3600, null]],
  ['boolean', [null, false, true], [true, false, null]],
  ['time', ['14:30', null, '09:00'], ['09:00', '14:30', null]],
  ['rating', [5, null, 1], [1, 5, null]],
])('%s is put in order', (key, values, wanted) => {
  const kind = fieldKinds.get(key) as FieldDefinition
  const plan = storyPlan(storyOf(key))
  expect(values.toSorted((a, b) => kind.compare(a, b, plan))).toEqual(wanted)
})
