/** The split view by keyboard: the record follows the list, and nothing typed is lost on the way. */
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, it } from 'vitest'
import { type ViewPlan } from '../../meta/plan'
import { type FakeServer } from '../../testing/fake-server'
import { type KitScreen, renderKit } from '../../testing/render-kit'
import { dismissToasts } from '../../ui/toaster'
import { type ViewState } from '../contract'
import { SplitView } from './split-view'

beforeEach(() => {
  localStorage.clear()
  dismissToasts()
})

function Held({ lead, heard }: KitScreen & { heard: ViewState[] }) {
  const [state, setState] = useState<ViewState>({ as: 'split' })
  return (
    <SplitView
      entity={lead}
      view={lead.views.find((view) => view.kind === 'kanban') as ViewPlan}
      state={state}
      setState={(change) => {
        heard.push(change)
        setState((before) => ({ ...before, ...change }))
      }}
      openRecord={() => undefined}
      createRecord={() => undefined}
      patchView={() => undefined}
    />
  )
}

function openSplit(prepare: (server: FakeServer) => void = () => undefined) {
  const heard: ViewState[] = []
  const kit = renderKit((shown) => <Held {...shown} heard={heard} />, prepare)
  const list = () => screen.findByRole('list', { name: /Lista de/ })
  const pane = () => screen.getByRole('region', { name: 'Registro escolhido' })
  const rows = async () => within(await list()).getAllByRole('link')
  const idOf = (link: HTMLElement | undefined) => link?.dataset.row ?? ''
  return { user: userEvent.setup(), heard, list, pane, rows, idOf, ...kit }
}

it('shows the first record beside the list, in the groups of the board', async () => {
  const { rows, pane, list } = openSplit()
  const [first] = await rows()
  const name = first?.querySelector('.font-medium')?.textContent ?? ''
  expect(first).toHaveAttribute('aria-current', 'true')
  expect(within(await list()).getByRole('heading', { name: /^Novos leads/ })).toBeVisible()
  expect(await within(pane()).findByRole('heading', { level: 1, name })).toBeVisible()
})

it('follows the arrows after a pause, and the address with it', async () => {
  const { user, rows, heard, idOf, server } = openSplit()
  const all = await rows()
  all[0]?.focus()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  const third = (await rows())[2]
  expect(third).toHaveFocus()
  await waitFor(() => expect(heard.at(-1)).toEqual({ record: idOf(third) }))
  // The one in between was passed over: nothing was read for it.
  const second = idOf(all[1])
  expect(server.log.some((line) => line.endsWith(`/${second}`))).toBe(false)
})

it('has a key that leads to the list, again and again', async () => {
  const { user, rows } = openSplit()
  const [first] = await rows()
  for (const _ of [1, 2]) {
    await user.keyboard('j')
    expect(first).toHaveFocus()
    first?.blur()
  }
})

it('asks before a field that was refused is left', async () => {
  const { user, rows, pane, heard, server } = openSplit()
  const all = await rows()
  const answer = server.fetch
  const edit = await within(pane()).findByRole('button', { name: /Telefone 2/ })
  await user.click(edit)
  globalThis.fetch = (input, init) =>
    init?.method === 'PATCH' ? Promise.reject(new TypeError('no network')) : answer(input, init)
  await user.type(await within(pane()).findByRole('textbox', { name: /Telefone 2/ }), '11904127783')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(pane().querySelector('[data-unsaved]')).not.toBeNull())
  await user.click(all[1] as HTMLElement)
  const dialog = await screen.findByRole('dialog', { name: 'Há uma alteração que não foi salva' })
  await user.click(within(dialog).getByRole('button', { name: 'Continuar aqui' }))
  expect(heard).toEqual([])
  await user.click(all[1] as HTMLElement)
  await user.click(await screen.findByRole('button', { name: 'Sair sem salvar' }))
  expect(heard).toHaveLength(1)
})

it('gives the list another width, with the keys too', async () => {
  const { user, list } = openSplit()
  await list()
  const divider = screen.getByRole('separator', { name: 'Largura da lista' })
  expect(divider).toHaveAttribute('aria-valuenow', '328')
  divider.focus()
  await user.keyboard('{ArrowRight}{ArrowRight}')
  expect(divider).toHaveAttribute('aria-valuenow', '360')
  await user.keyboard('{Home}{ArrowLeft}')
  expect(divider).toHaveAttribute('aria-valuenow', '260')
  expect(localStorage.getItem('nexus.split-width')).toBe('260')
})

it('says that there is nothing, and offers to create', async () => {
  openSplit(({ rows }) => {
    rows.lead = []
  })
  expect(await screen.findByRole('button', { name: 'Criar lead' })).toBeVisible()
})
