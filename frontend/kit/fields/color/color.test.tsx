import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { storyPlan } from '../story'
import { parseColor } from './color'
import { Editor } from './editor'
import { story } from './story'

it.each([
  ['#1d4ed8', '#1d4ed8'],
  ['1D4ED8', '#1d4ed8'],
  ['#14d', '#1144dd'],
  ['rgb(29, 78, 216)', '#1d4ed8'],
])('%s is %s', (text, value) => {
  expect(parseColor(text)).toEqual({ ok: true, value })
})

it.each(['azul', '#12', '#1d4ed88', '#gggggg', 'rgb(1,2,300)'])('%s is no colour', (text) => {
  expect(parseColor(text)).toEqual({ ok: false, code: 'color' })
})

const context = { locale: 'pt-BR', timeZone: 'America/Sao_Paulo', now: () => new Date(0) }

it('takes a swatch or a code, each showing in the other', async () => {
  const onCommit = vi.fn()
  function Trial() {
    const [value, setValue] = useState<string | null>(null)
    return (
      <Editor
        id="a"
        field={storyPlan(story)}
        context={context}
        value={value}
        size="cell"
        autoFocus
        onChange={setValue}
        onCommit={onCommit}
        onCancel={() => undefined}
      />
    )
  }
  render(<Trial />)
  const line = screen.getByRole('textbox', { name: 'Cor na agenda' })
  expect(line).toHaveFocus()
  expect(screen.getByRole('radiogroup', { name: 'Cores prontas' })).toBeVisible()
  await userEvent.keyboard('#22C55E')
  expect(screen.getByRole('radio', { name: '#22c55e' })).toBeChecked()
  expect(onCommit).not.toHaveBeenCalled()
  await userEvent.click(screen.getByRole('radio', { name: '#3b82f6' }))
  expect(line).toHaveValue('#3b82f6')
  expect(onCommit).toHaveBeenCalledOnce()
})
