/** The board by keyboard: carry, explain, ask, undo; and what happens when the server says no. */
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type ViewPlan } from '../../meta/plan'
import { type FakeServer } from '../../testing/fake-server'
import { eventually, renderKit } from '../../testing/render-kit'
import { dismissToasts } from '../../ui/toaster'
import { KanbanView } from './kanban-view'

// Scrolling needs a layout; without one it only warns.
vi.mock('@atlaskit/pragmatic-drag-and-drop-auto-scroll/element', () => ({
  autoScrollForElements: () => () => undefined,
}))

beforeEach(() => {
  localStorage.clear()
  dismissToasts()
})

async function openBoard(prepare?: (server: FakeServer) => void, change: Partial<ViewPlan> = {}) {
  const user = userEvent.setup()
  const opened: string[] = []
  const kit = renderKit(
    ({ lead }) => (
      <KanbanView
        entity={lead}
        view={{ ...(lead.views.find((view) => view.kind === 'kanban') as ViewPlan), ...change }}
        state={{}}
        setState={() => undefined}
        openRecord={(id) => opened.push(id)}
        createRecord={() => undefined}
        patchView={() => undefined}
      />
    ),
    prepare,
  )
  const column = (label: string) => screen.findByRole('region', { name: new RegExp(`^${label},`) })
  const first = async (label: string) => {
    const cards = within(await column(label)).getAllByRole('link')
    const link = cards[0]
    if (!link) throw new Error(`no card in ${label}`)
    link.focus()
    return {
      link,
      id: link.closest<HTMLElement>('[data-card]')?.dataset.card ?? '',
      name: link.textContent,
    }
  }
  const rowOf = (id: string) => kit.server.rows.lead?.find((row) => row.id === id)
  return { user, opened, column, first, rowOf, ...kit }
}

it('carries a card with the keyboard and takes it back', async () => {
  const { user, column, first, rowOf } = await openBoard()
  const { id, name } = await first('Novos leads')
  await user.keyboard(' {ArrowRight} ')
  await eventually(() => expect(rowOf(id)?.stage).toBe('active'))
  expect(
    await within(await column('Ativos')).findByRole('link', { name: name ?? '' }),
  ).toHaveFocus()
  await user.click(await screen.findByRole('button', { name: /^Desfazer/ }))
  await eventually(() => expect(rowOf(id)?.stage).toBe('new'))
})

it('stands on the stages where the view does not say on what', async () => {
  const { column } = await openBoard(undefined, { field: null })
  expect(await column('Novos leads')).toBeVisible()
})

it('gives up with Escape', async () => {
  const { user, first, rowOf } = await openBoard()
  const { id, link } = await first('Novos leads')
  await user.keyboard(' {ArrowRight}{Escape}')
  expect(rowOf(id)?.stage).toBe('new')
  expect(link).toHaveFocus()
})

it('says what is missing before the drop and asks for it after', async () => {
  const { user, column, first, rowOf } = await openBoard(({ rows }) => {
    for (const row of rows.lead ?? []) row.service_unit = null
  })
  const { id } = await first('Em negociação')
  await user.keyboard(' {ArrowRight}{ArrowRight}{ArrowRight}')
  const note = within(await column('Fechados')).getByRole('region', { name: 'Falta para Fechados' })
  expect(note).toHaveTextContent('Local do atendimento')
  await user.keyboard(' ')
  const dialog = await screen.findByRole('dialog', { name: /Mover para Fechados/ })
  expect(rowOf(id)?.stage).toBe('negotiation')
  await user.click(within(dialog).getByRole('button', { name: /Mover e salvar/ }))
  expect(await within(dialog).findByText('Preencha Local do atendimento.')).toBeVisible()
  await user.click(await within(dialog).findByLabelText(/Local do atendimento/))
  await user.click(await screen.findByRole('option', { name: 'Moema' }))
  await user.click(within(dialog).getByRole('button', { name: /Mover e salvar/ }))
  await eventually(() => expect(rowOf(id)?.stage).toBe('closed'))
})

it('refuses what the pipeline does not allow, in words', async () => {
  const { user, first, rowOf } = await openBoard()
  const { id } = await first('Novos leads')
  await user.keyboard('m')
  const dialog = await screen.findByRole('dialog', { name: /Mover para/ })
  expect(within(dialog).getByRole('button', { name: /^Fechados/ })).toBeDisabled()
  await user.click(within(dialog).getByRole('button', { name: /^Ativos/ }))
  await eventually(() => expect(rowOf(id)?.stage).toBe('active'))
})

it('puts the card back when the server fails', async () => {
  const { user, column, first, server } = await openBoard()
  const { name } = await first('Novos leads')
  const answer = server.fetch
  globalThis.fetch = (input, init) =>
    init?.method === 'POST' ? Promise.reject(new TypeError('no network')) : answer(input, init)
  await user.keyboard(' {ArrowRight} ')
  expect(await screen.findByText('Não deu para mover para Ativos.')).toBeVisible()
  expect(within(await column('Novos leads')).getByRole('link', { name: name ?? '' })).toBeVisible()
})

it('opens a card with Enter', async () => {
  const { user, opened, first } = await openBoard()
  const { id } = await first('Novos leads')
  await user.keyboard('{Enter}')
  expect(opened).toEqual([id])
})

describe('a board by a choice field', () => {
  const byChannel = (server: FakeServer) => {
    const view = server.model.entities.lead?.views.find((one) => one.kind === 'kanban')
    if (view) view.field = 'channel'
    for (const [index, row] of (server.rows.lead ?? []).entries()) {
      row.channel = index === 0 ? null : 'site'
    }
  }

  it('writes the field when a card is moved, and clears it in the last column', async () => {
    const { user, column, first, rowOf, server } = await openBoard(byChannel, { field: 'channel' })
    const { id, name } = await first('Sem valor')
    await user.keyboard('m')
    const dialog = await screen.findByRole('dialog', { name: /Mover para/ })
    await user.click(within(dialog).getByRole('button', { name: /^Site/ }))
    await eventually(() => expect(rowOf(id)?.channel).toBe('site'))
    expect(
      await within(await column('Site')).findByRole('link', { name: name ?? '' }),
    ).toBeVisible()
    expect(server.log.some((line) => line.endsWith('/move'))).toBe(false)
    await user.click(await screen.findByRole('button', { name: /^Desfazer/ }))
    await eventually(() => expect(rowOf(id)?.channel).toBeNull())
    expect(
      await within(await column('Sem valor')).findByRole('link', { name: name ?? '' }),
    ).toBeVisible()
  })

  it('never conflicts over another field', async () => {
    const { user, first, rowOf, server } = await openBoard(byChannel, { field: 'channel' })
    const { id } = await first('Sem valor')
    const other = server.rows.lead?.find((row) => row.id === id)
    if (other) Object.assign(other, { version: other.version + 1, city: 'Santos' })
    await user.keyboard('m')
    const dialog = await screen.findByRole('dialog', { name: /Mover para/ })
    await user.click(within(dialog).getByRole('button', { name: /^Site/ }))
    await eventually(() => expect(rowOf(id)?.channel).toBe('site'))
    expect(rowOf(id)?.city).toBe('Santos')
  })
})
