import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { ApiProblem } from '../client/problem'
import { Button } from './button'
import { ErrorBoundary } from './error-card'
import { Field } from './field'
import { useHotkey } from './hotkeys'
import { Icon } from './icon'
import { Input } from './input'
import { Money } from './money'
import { SegmentedControl } from './segmented'
import { Tabs, tabPanel, useTabs } from './tabs'
import { dismissToasts, Toaster, toast, undoLast } from './toaster'

test('a field ties label, help and error to its control', () => {
  render(
    <Field label="Valor do serviço" help="Em reais" error="Não foi salvo" required>
      {(control) => <Input {...control} />}
    </Field>,
  )
  const input = screen.getByLabelText(/Valor do serviço/)
  expect(input).toBeInvalid()
  expect(input).toHaveAccessibleDescription('Não foi salvo Em reais')
  expect(screen.getByRole('alert')).toHaveTextContent('Não foi salvo')
})

test('a block that breaks shows its card, the neighbour lives, and a retry brings it back', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.stubGlobal('reportError', vi.fn())
  let broken = true
  const Block = () => {
    if (broken) throw new Error('boom')
    return <p>conteúdo</p>
  }
  render(
    <>
      <ErrorBoundary name="field money">
        <Block />
      </ErrorBoundary>
      <p>vizinho</p>
    </>,
  )
  expect(screen.getByText('Não deu para mostrar este bloco')).toBeVisible()
  expect(screen.getByText('vizinho')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Código field money' })).toBeVisible()
  broken = false
  await userEvent.click(screen.getByRole('button', { name: 'Tentar de novo' }))
  expect(screen.getByText('conteúdo')).toBeVisible()
})

test('a failed request shows the words of the server and its code', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.stubGlobal('reportError', vi.fn())
  const Block = () => {
    throw new ApiProblem(
      { status: 500, code: 'internal', detail: 'O servidor demorou mais de 10 s.' },
      '7F3A-21',
    )
  }
  render(
    <ErrorBoundary name="view">
      <Block />
    </ErrorBoundary>,
  )
  expect(screen.getByText('O servidor demorou mais de 10 s.')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Código 7F3A-21' })).toBeVisible()
})

test('a notice can be undone by its button and by the key, once', async () => {
  const undo = vi.fn()
  render(<Toaster />)
  act(() => void toast({ text: 'Ana foi para Fechados', undo }))
  await userEvent.click(screen.getByRole('button', { name: 'Desfazer' }))
  expect(undo).toHaveBeenCalledOnce()
  expect(screen.queryByText('Ana foi para Fechados')).toBeNull()
  act(() => void toast({ text: 'Ana foi para Ativos', undo }))
  act(() => expect(undoLast()).toBe(true))
  expect(undoLast()).toBe(false)
  expect(undo).toHaveBeenCalledTimes(2)
})

test('the key takes back what its notice no longer offers, newest first, and not for ever', () => {
  vi.useFakeTimers()
  dismissToasts()
  const undone: string[] = []
  const say = (text: string) => toast({ text, undo: () => undone.push(text) })
  render(<Toaster />)
  act(() => void say('primeiro'))
  act(() => void say('segundo'))
  act(() => void vi.advanceTimersByTime(9000))
  expect(screen.queryByText('segundo')).toBeNull()
  act(() => expect(undoLast()).toBe(true))
  act(() => expect(undoLast()).toBe(true))
  expect(undone).toEqual(['segundo', 'primeiro'])
  act(() => void say('terceiro'))
  act(() => void vi.advanceTimersByTime(121_000))
  act(() => expect(undoLast()).toBe(false))
  vi.useRealTimers()
})

test('a notice leaves by itself, an error stays, the same words do not pile up', () => {
  vi.useFakeTimers()
  render(<Toaster />)
  act(() => void toast({ text: 'Salvo', tone: 'ok' }))
  act(() => void toast({ text: 'Não deu', tone: 'bad' }))
  act(() => void toast({ text: 'Não deu', tone: 'bad' }))
  act(() => void vi.advanceTimersByTime(6000))
  expect(screen.queryByText('Salvo')).toBeNull()
  expect(screen.getAllByText('Não deu')).toHaveLength(1)
  act(dismissToasts)
  vi.useRealTimers()
})

function Choice() {
  const [value, setValue] = useState<'light' | 'dark'>('light')
  const items = [
    { key: 'light', label: 'Claro' },
    { key: 'dark', label: 'Escuro' },
  ] as const
  return <SegmentedControl label="Tema" items={items} value={value} onChange={setValue} />
}

test('a segmented control is a radio group with arrows', async () => {
  render(<Choice />)
  await userEvent.tab()
  await userEvent.keyboard('{ArrowRight}')
  expect(screen.getByRole('radio', { name: 'Escuro' })).toBeChecked()
  expect(screen.getByRole('radio', { name: 'Escuro' })).toHaveFocus()
})

function Pages() {
  const id = useTabs()
  const [value, setValue] = useState('a')
  const items = [
    { key: 'a', label: 'Resumo' },
    { key: 'b', label: 'Histórico' },
  ]
  return (
    <>
      <Tabs id={id} label="Partes" items={items} value={value} onChange={setValue} />
      <div {...tabPanel(id, value)}>{value}</div>
    </>
  )
}

test('tabs move with arrows, wrap, and label their panel', async () => {
  render(<Pages />)
  await userEvent.tab()
  await userEvent.keyboard('{ArrowLeft}')
  expect(screen.getByRole('tab', { name: 'Histórico' })).toHaveFocus()
  expect(screen.getByRole('tabpanel', { name: 'Histórico' })).toHaveTextContent('b')
})

function Keys({ run }: { run: (key: string) => boolean | void }) {
  useHotkey({ keys: 'c', label: 'Criar', group: 'g' }, () => run('c'))
  useHotkey({ keys: 'g 1', label: 'Ir', group: 'g' }, () => run('g 1'))
  useHotkey({ keys: 'mod+z', label: 'Desfazer', group: 'g' }, () => run('z'))
  useHotkey({ keys: 'mod+Enter', label: 'Salvar', group: 'g', whileTyping: true }, () =>
    run('save'),
  )
  return <input aria-label="nome" />
}

test('single letters and undo are left alone inside inputs; sequences wait for the second key', async () => {
  const run = vi.fn()
  render(<Keys run={run} />)
  await userEvent.keyboard('c')
  await userEvent.keyboard('g1')
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(run.mock.calls.flat()).toEqual(['c', 'g 1', 'z'])
  await userEvent.click(screen.getByLabelText('nome'))
  await userEvent.keyboard('c{Control>}z{/Control}{Control>}{Enter}{/Control}')
  expect(run.mock.calls.flat()).toEqual(['c', 'g 1', 'z', 'save'])
  expect(screen.getByLabelText('nome')).toHaveValue('c')
})

test('an unknown icon is a neutral mark and a busy button cannot be pressed twice', async () => {
  const { container } = render(
    <>
      <Icon name="no-such-icon" />
      <Button busy>Salvar</Button>
      <Money value="1450.00" />
      <p aria-label="total">
        <Money whole value="4662094.50" />
      </p>
    </>,
  )
  expect(container.querySelector('svg')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Salvar' })).toBeDisabled()
  expect(container.querySelector('[data-slot=money]')).toHaveTextContent('R$ 1.450,00')
  expect(screen.getByLabelText('total')).toHaveTextContent('R$ 4.662.095')
})
