import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { renderKit } from '../../testing/render-kit'
import { storyModel } from '../../testing/story-model'
import { storyPlan } from '../story'
import { Editor } from './editor'
import { table } from './index'
import { type ChildRow } from './rows'
import { story } from './story'

function show(start: unknown = story.filled) {
  const onChange = vi.fn()
  function Trial() {
    const [value, setValue] = useState(start as ChildRow[] | null)
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
  renderKit(
    () => <Trial />,
    (server) => {
      server.model = storyModel()
    },
  )
  return () => onChange.mock.lastCall?.[0]
}
const [gauze, gloves] = story.filled as ChildRow[]

it('has the columns a person fills in, and not what the system writes', async () => {
  show()
  expect(await screen.findByLabelText('Produto *, linha 1')).toHaveValue('Gaze estéril')
  expect(screen.getByLabelText('Preço, linha 2')).toHaveValue('42,00')
  expect(screen.queryByLabelText(/Criado em/)).toBeNull()
})

it('changes a cell and writes whole rows in the wire form', async () => {
  const last = show()
  const price = await screen.findByLabelText('Preço, linha 1')
  await userEvent.clear(price)
  await userEvent.type(price, '20,5')
  expect(table.toWire(last())).toEqual([{ ...gauze, price: '20.50' }, gloves])
})

it('goes down with Enter and adds a row after the last; a blank row is not sent', async () => {
  const last = show()
  await userEvent.click(await screen.findByLabelText('Produto *, linha 1'))
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(screen.getByLabelText('Produto *, linha 2')).toHaveFocus())
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(screen.getByLabelText('Produto *, linha 3')).toHaveFocus())
  expect(last()).toBeUndefined()
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(screen.getByLabelText('Produto *, linha 4')).toHaveFocus())
  await userEvent.keyboard('Seringa')
  expect(table.toWire(last())).toEqual([gauze, gloves, { name: 'Seringa' }])
})

it('moves a row with Alt and the arrows, and the focus with it', async () => {
  const last = show()
  await userEvent.click(await screen.findByLabelText('Produto *, linha 2'))
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(table.toWire(last())).toEqual([gloves, gauze])
  await waitFor(() => expect(screen.getByLabelText('Produto *, linha 1')).toHaveFocus())
  expect(screen.getByLabelText('Produto *, linha 1')).toHaveValue('Luvas M')
})

it('removes rows down to nothing and keeps the focus in the field', async () => {
  const last = show()
  await userEvent.click(await screen.findByRole('button', { name: 'Remover linha 1' }))
  expect(table.toWire(last())).toEqual([gloves])
  await waitFor(() => expect(screen.getByLabelText('Produto *, linha 1')).toHaveFocus())
  await userEvent.click(screen.getByRole('button', { name: 'Remover linha 1' }))
  expect(last()).toBeNull()
  expect(screen.getByRole('button', { name: 'Adicionar linha: Itens do pedido' })).toHaveFocus()
})

it('does not send rows with a fault, and keeps what was typed', async () => {
  const last = show()
  const name = await screen.findByLabelText('Produto *, linha 1')
  await userEvent.clear(name)
  expect(last()).toMatchObject({ code: 'table.rows' })
  const due = screen.getByLabelText('Previsto, linha 2')
  await userEvent.clear(due)
  await userEvent.type(due, '99')
  await userEvent.tab()
  expect(await screen.findByRole('alert')).toHaveTextContent('Complete a data')
  await userEvent.type(name, 'Gaze')
  expect(due).toHaveValue('99')
  expect(last()).toMatchObject({ code: 'table.rows' })
})
