/** The grid by keyboard and pointer: two directions, selection, moves, groups, and its empty and failed faces. */
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { type ViewPlan } from '../../meta/plan'
import { type FakeServer } from '../../testing/fake-server'
import { eventually, renderKit } from '../../testing/render-kit'
import { dismissToasts } from '../../ui/toaster'
import { type ViewState } from '../contract'
import { GridView } from './grid-view'

beforeEach(() => dismissToasts())

function openGrid(
  state: ViewState = {},
  prepare: (server: FakeServer) => void = () => undefined,
  change: Partial<ViewPlan> = {},
) {
  const opened: [string, string | undefined][] = []
  const changes: Partial<ViewState>[] = []
  const kit = renderKit(
    ({ lead }) => (
      <GridView
        entity={lead}
        view={{ ...(lead.views.find((view) => view.kind === 'kanban') as ViewPlan), ...change }}
        state={{ as: 'grid', ...state }}
        setState={(next) => changes.push(next)}
        openRecord={(id, mode) => opened.push([id, mode])}
        createRecord={() => undefined}
        patchView={() => undefined}
      />
    ),
    prepare,
  )
  const cards = () => screen.findAllByRole('article')
  const ids = () => kit.server.rows.lead?.map((row) => row.id) ?? []
  return { user: userEvent.setup(), opened, changes, cards, ids, ...kit }
}

const linkOf = (card: HTMLElement | undefined) =>
  card?.querySelector<HTMLElement>('a[data-card]') as HTMLElement

it('asks once, for what its cards show', async () => {
  const asked: URLSearchParams[] = []
  const { cards } = openGrid({}, (server) => {
    const answer = server.fetch
    globalThis.fetch = (input, init) => {
      asked.push(new URL(String(input), 'http://localhost').searchParams)
      return answer(input, init)
    }
  })
  await cards()
  expect(asked).toHaveLength(1)
  expect(asked[0]?.get('as')).toBe('grid')
  expect(asked[0]?.get('fields')?.split(',')).toEqual(
    expect.arrayContaining(['name', 'stage', 'whatsapp', 'service_value', 'owner']),
  )
})

it('goes from card to card and opens, beside or on its own page', async () => {
  const { user, opened, cards } = openGrid()
  const all = await cards()
  linkOf(all[0]).focus()
  await user.keyboard('{ArrowDown}')
  expect(linkOf(all[1])).toHaveFocus() // jsdom is 300 px wide: one card to a line
  await user.keyboard(' ')
  await user.keyboard('{Enter}')
  const id = linkOf(all[1]).dataset.card
  expect(opened).toEqual([
    [id, 'peek'],
    [id, 'page'],
  ])
})

it('has a key that leads to the cards, again and again', async () => {
  const { user, cards } = openGrid()
  const link = linkOf((await cards())[0])
  for (const _ of [1, 2]) {
    await user.keyboard('j')
    expect(link).toHaveFocus()
    link.blur()
  }
})

it('selects by key and by box, and offers what can be done with many', async () => {
  const { user, cards } = openGrid()
  const all = await cards()
  linkOf(all[0]).focus()
  await user.keyboard('x')
  await user.click(within(all[1] as HTMLElement).getByRole('checkbox'))
  expect(await screen.findByText('2 selecionados')).toBeVisible()
})

it('moves the focused card to another stage', async () => {
  const { user, cards, server } = openGrid({}, ({ rows }) => {
    for (const row of rows.lead ?? []) row.stage = 'new'
  })
  const link = linkOf((await cards())[0])
  link.focus()
  await user.keyboard('m')
  const dialog = await screen.findByRole('dialog', { name: /Mover para/ })
  await user.click(within(dialog).getByRole('button', { name: /^Ativos/ }))
  const row = server.rows.lead?.find((one) => one.id === link.dataset.card)
  await eventually(() => expect(row?.stage).toBe('active'))
})

it('has the same in a menu', async () => {
  const { user, cards, opened } = openGrid()
  const [first] = await cards()
  await user.click(within(first as HTMLElement).getByRole('button', { name: /^Mais ações/ }))
  await user.click(await screen.findByRole('menuitem', { name: /Abrir ao lado/ }))
  expect(opened).toEqual([[linkOf(first).dataset.card, 'peek']])
})

it('stands in groups, which then say the stage for all their cards', async () => {
  const { cards } = openGrid({ group: 'stage' })
  const [first] = await cards()
  const head = screen.getByRole('heading', { name: /^Novos leads/ })
  expect(head).toBeVisible()
  expect(within(first as HTMLElement).queryByText('Novos leads')).toBeNull()
})

it('says in words what is late', async () => {
  const due = { settings: { due: 'next_contact_at' } }
  openGrid(
    {},
    ({ rows }) => {
      for (const row of rows.lead ?? []) {
        Object.assign(row, { stage: 'active', next_contact_at: '2026-11-21T12:00:00Z' })
      }
    },
    due,
  )
  expect((await screen.findAllByText('Atrasado 2 dias'))[0]).toBeVisible()
})

it('offers to clear what hides everything, and to create where there is nothing', async () => {
  const { user, changes } = openGrid({ q: 'zzzz' })
  await user.click(await screen.findByRole('button', { name: 'Limpar busca' }))
  expect(changes).toEqual([{ q: undefined, filter: undefined }])
})

it('says why it did not load and tries again', async () => {
  const { user, server, cards } = openGrid({}, () => {
    globalThis.fetch = () => Promise.reject(new TypeError('no network'))
  })
  expect(await screen.findByText(/Não deu para carregar/)).toBeVisible()
  globalThis.fetch = server.fetch
  await user.click(screen.getByRole('button', { name: 'Tentar de novo' }))
  expect((await cards()).length).toBeGreaterThan(0)
})
