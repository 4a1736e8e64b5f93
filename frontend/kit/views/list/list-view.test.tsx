/** The list by keyboard, its order in the address, and its empty and failed faces. */
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { type ViewPlan } from '../../meta/plan'
import { renderKit } from '../../testing/render-kit'
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
      />
    ),
    prepare,
  )
  return { user: userEvent.setup(), opened, changes, ...kit }
}

it('moves with the keys and opens with Enter', async () => {
  const { user, opened, client } = openList()
  const grid = await screen.findByRole('grid')
  grid.focus()
  await user.keyboard('jj{ArrowDown}k{ArrowRight}')
  expect(grid).toHaveAttribute('aria-activedescendant', expect.stringMatching(/-2-1$/))
  await user.keyboard('{Enter}')
  const trail = client.getQueryData<{ ids: string[] }>(['trail', 'lead'])
  expect(opened).toEqual([trail?.ids[2]])
})

it('tells how many rows there are and where each one is', async () => {
  const { server } = openList()
  const grid = await screen.findByRole('grid')
  expect(grid).toHaveAttribute('aria-rowcount', String((server.rows.lead?.length ?? 0) + 1))
  const rows = within(grid).getAllByRole('row')
  expect(rows[1]).toHaveAttribute('aria-rowindex', '2')
  expect(rows.length).toBeLessThan(60)
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
