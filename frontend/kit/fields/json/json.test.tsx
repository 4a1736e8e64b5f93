import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { storyPlan } from '../story'
import { Editor } from './editor'
import { parseJson } from './json'
import { story } from './story'

it.each([
  '{"a": 1, "b": [true, false, null, "x\\u00e3\\n"]}',
  '[]',
  ' { } ',
  '-1.5e+10',
  '"só texto 😀 \u007f"',
  '0',
])('reads %s as every reader does', (text) => {
  expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown })
})

it.each([
  ['{"a": 1,}', '1:9'],
  ['{\n  "a": 1\n  "b": 2\n}', '3:3'],
  ['{\n  a: 1\n}', '2:3'],
  ["{'a': 1}", '1:2'],
  ['[1, 2', '1:6'],
  ['[1, 02]', '1:5'],
  ['{"a": undefined}', '1:7'],
  ['"quebra\nde linha"', '1:1'],
  ['{} {}', '1:4'],
  ['[1.]', '1:2'],
])('%j fails at %s', (text, place) => {
  expect(() => JSON.parse(text) as unknown).toThrow()
  expect(parseJson(text)).toEqual({ ok: false, code: `json.syntax:${place}` })
})

it('has its limits', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  expect(parseJson(deep(20)).ok).toBe(true)
  expect(parseJson(deep(21))).toEqual({ ok: false, code: 'json.depth' })
  expect(parseJson(deep(200_000))).toEqual({ ok: false, code: 'json.depth' })
  expect(parseJson(`"${'a'.repeat(65_534)}"`).ok).toBe(true)
  expect(parseJson(`"${'a'.repeat(65_535)}"`)).toEqual({ ok: false, code: 'json.size' })
})

it('says the line while one writes, and tidies what is left', async () => {
  const onCommit = vi.fn()
  function Trial() {
    const [value, setValue] = useState<unknown>(null)
    return (
      <Editor
        id="a"
        field={storyPlan(story)}
        context={{ locale: 'pt-BR', timeZone: 'America/Sao_Paulo', now: () => new Date(0) }}
        value={value as null}
        size="cell"
        autoFocus
        onChange={setValue}
        onCommit={onCommit}
        onCancel={() => undefined}
      />
    )
  }
  render(<Trial />)
  const area = screen.getByRole('textbox', { name: 'Dados da integração' })
  fireEvent.change(area, { target: { value: '{\n"a": 1,\n}' } })
  expect(screen.getByText('Erro de sintaxe na linha 3, coluna 1.')).toBeVisible()
  fireEvent.change(area, { target: { value: '{"a":1}' } })
  expect(screen.queryByText(/Erro de sintaxe/)).toBeNull()
  fireEvent.blur(area)
  expect(area).toHaveValue('{\n  "a": 1\n}')
  area.focus()
  await userEvent.keyboard('{Enter}')
  expect(onCommit).not.toHaveBeenCalled()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(onCommit).toHaveBeenCalledOnce()
})
