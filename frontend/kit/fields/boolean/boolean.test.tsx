import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { storyPlan } from '../story'
import { booleanText, parseBoolean } from './boolean'
import { Editor } from './editor'
import { story } from './story'

const context = { locale: 'pt-BR', timeZone: 'America/Sao_Paulo', now: () => new Date(0) }
const plain = { field: storyPlan(story), context, id: 'a' } as const

it.each([
  ['Sim', true],
  ['s', true],
  ['x', true],
  ['TRUE', true],
  ['não', false],
  ['Nao', false],
  ['0', false],
  ['—', null],
])('%s is %s', (text, value) => {
  expect(parseBoolean(text)).toEqual({ ok: true, value })
})

it('does not guess', () => {
  expect(parseBoolean('talvez')).toEqual({ ok: false, code: 'boolean' })
  expect(booleanText(false, { locale: 'en' })).toBe('No')
  expect(booleanText(true, { locale: 'es' })).toBe('Sí')
})

it('is a switch in a form: a press turns it, and nothing was said before', async () => {
  const onChange = vi.fn()
  const props = { ...plain, size: 'form', onChange, onCommit: vi.fn(), onCancel: vi.fn() } as const
  const { rerender } = render(<Editor {...props} value={null} />)
  expect(screen.getByText('Não informado')).toBeVisible()
  await userEvent.click(screen.getByRole('switch'))
  expect(onChange).toHaveBeenLastCalledWith(true)
  rerender(<Editor {...props} value />)
  expect(screen.getByRole('switch')).toBeChecked()
  await userEvent.tab()
  await userEvent.keyboard(' ')
  expect(onChange).toHaveBeenCalledTimes(2)
  await userEvent.click(screen.getByRole('button', { name: 'Limpar Aceita mensagens' }))
  expect(onChange).toHaveBeenLastCalledWith(null)
})

it('is chosen and saved with one press in a cell', async () => {
  const [onChange, onCommit, onCancel] = [vi.fn(), vi.fn(), vi.fn()]
  render(
    <Editor {...plain} size="cell" autoFocus value={null} {...{ onChange, onCommit, onCancel }} />,
  )
  expect(screen.getByRole('radio', { name: 'Sim' })).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  expect(onChange).toHaveBeenLastCalledWith(true)
  expect(onCommit).not.toHaveBeenCalled()
  await userEvent.click(screen.getByRole('radio', { name: 'Não' }))
  expect(onChange).toHaveBeenLastCalledWith(false)
  expect(onCommit).toHaveBeenCalledOnce()
  await userEvent.keyboard('{Escape}')
  expect(onCancel).toHaveBeenCalledOnce()
})
