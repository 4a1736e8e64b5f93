/** The list by keyboard, its order in the address, and its empty and failed faces. */
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { type ViewPlan } from '../../meta/plan'
import { problem } from '../../testing/fake-parts'
import { eventually, renderKit } from '../../testing/render-kit'
import { type ViewState } from '../contract'
import { ListView } from './list-view'

function openList(state: ViewState = {}, prepare: () => void = () => undefined) {
  const opened: string[] = []
  const changes: Partial<ViewState>[] = []
  const kit = renderKit(
    ({ lead }) => (
      <ListView
        entity={lead}
        view={lead.views.find((view) => view.kind === 'list') as ViewPlan}
        state={state}
        setState={(change) => changes.push(change)}
        openRecord={(id) => opened.push(id)}
        createRecord={() => undefined}
        patchView={() => undefined}
      />
    ),
    prepare,
  )
  return { user: userEvent.setup(), opened, changes, ...kit }
}

it('moves with the keys and opens with Enter on the title', async () => {
  const { user, opened, client } = openList()
  const grid = await screen.findByRole('grid')
  grid.focus()
  await user.keyboard('jj{ArrowDown}k{ArrowRight}')
  expect(grid).toHaveAttribute('aria-activedescendant', expect.stringMatching(/-2-1$/))
  await user.keyboard('{Home}{Enter}')
  const trail = client.getQueryData<{ ids: string[] }>(['trail', 'lead'])
  expect(opened).toEqual([trail?.ids[2]])
})

it('tells how many rows there are and where each one is', async () => {
  const { server } = openList()
  const grid = await screen.findByRole('grid')
  // The head and the totals are rows too.
  expect(grid).toHaveAttribute('aria-rowcount', String((server.rows.lead?.length ?? 0) + 2))
  const rows = within(grid).getAllByRole('row')
  expect(rows[1]).toHaveAttribute('aria-rowindex', '2')
  expect(rows.length).toBeLessThan(40)
})

it('edits a value where it stands and saves it on Enter', async () => {
  const { user, server } = openList({ columns: 'name,whatsapp,campaign' })
  const grid = await screen.findByRole('grid')
  const first = server.rows.lead?.[0]
  grid.focus()
  await user.keyboard('{ArrowRight}{ArrowRight}{F2}')
  await user.type(await screen.findByRole('textbox', { name: /Campanha/ }), 'Inverno{Enter}')
  await eventually(() => expect(first?.campaign).toBe('Inverno'))
  expect(await screen.findByRole('button', { name: /Desfazer/ })).toBeVisible()
  expect(grid).toHaveFocus()
  expect(grid).toHaveAttribute('aria-activedescendant', expect.stringMatching(/-1-2$/))
})

it('keeps what was typed when the server refuses it, with the reason', async () => {
  const { user, server } = openList({ columns: 'name,campaign' })
  const grid = await screen.findByRole('grid')
  grid.focus()
  await user.keyboard('{ArrowRight}{F2}')
  const box = await screen.findByRole('textbox', { name: /Campanha/ })
  globalThis.fetch = async (input, init) =>
    init?.method === 'PATCH'
      ? problem(422, 'invalid', 'Confira.', [
          { path: 'campaign', code: 'closed', message: 'Esta campanha acabou.' },
        ])
      : server.fetch(input, init)
  await user.type(box, 'Verão 2019{Enter}')
  expect(await screen.findByText('Esta campanha acabou.')).toBeVisible()
  expect(screen.getByRole('textbox', { name: /Campanha/ })).toHaveValue('Verão 2019')
})

it('says why a value cannot be changed', async () => {
  const { user } = openList({ columns: 'name,created_at' })
  const grid = await screen.findByRole('grid')
  grid.focus()
  await user.keyboard('{ArrowRight}{F2}')
  expect(await screen.findByText(/não pode ser alterado aqui/)).toBeVisible()
})

it('chooses rows with X and moves a column with Alt and the arrows', async () => {
  const { user, changes } = openList({ columns: 'name,whatsapp,campaign' })
  const grid = await screen.findByRole('grid')
  grid.focus()
  await user.keyboard('x')
  expect(within(grid).getAllByRole('row', { selected: true })).toHaveLength(1)
  await user.keyboard('{ArrowRight}{ArrowUp}{Alt>}{ArrowRight}{/Alt}')
  expect(changes).toEqual([{ columns: 'name,campaign,whatsapp' }])
})

it('orders by the head through the address', async () => {
  const { user, changes } = openList()
  await user.click(await screen.findByRole('button', { name: /Valor do serviço/ }))
  expect(changes).toEqual([{ sort: '-service_value' }])
  expect(screen.getByRole('columnheader', { name: /WhatsApp/ })).toHaveAttribute(
    'aria-sort',
    'none',
  )
})

it('offers to clear what hides everything', async () => {
  const { user, changes } = openList({ q: 'zzzz' })
  await user.click(await screen.findByRole('button', { name: 'Limpar busca' }))
  expect(changes).toEqual([{ q: undefined, filter: undefined }])
})

it('says why it did not load and tries again', async () => {
  const { user, server } = openList({}, () => {
    globalThis.fetch = () => Promise.reject(new TypeError('no network'))
  })
  expect(await screen.findByText(/Não deu para carregar/)).toBeVisible()
  globalThis.fetch = server.fetch
  await user.click(screen.getByRole('button', { name: 'Tentar de novo' }))
  expect(await screen.findByRole('grid')).toBeVisible()
})
