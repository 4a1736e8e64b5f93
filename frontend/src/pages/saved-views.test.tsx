import { forgetModel } from '@kit/client/model'
import { createQueryClient } from '@kit/client/query-client'
import { createFakeServer, type FakeServer } from '@kit/testing/fake-server'
import { dismissToasts, Toaster } from '@kit/ui/toaster'
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { act, configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { createAppRouter } from '../router'

configure({ asyncUtilTimeout: 8000 })
vi.setConfig({ testTimeout: 30_000 })

function open(path: string, server: FakeServer = createFakeServer()) {
  vi.stubGlobal('fetch', server.fetch)
  vi.stubGlobal('scrollTo', () => undefined)
  const client = createQueryClient()
  const router = createAppRouter(client, createMemoryHistory({ initialEntries: [path] }))
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
      <Toaster />
    </QueryClientProvider>,
  )
  return { server, router, client, user: userEvent.setup() }
}

afterEach(() => {
  act(dismissToasts)
  forgetModel()
  vi.unstubAllGlobals()
})

const saved = (more: object = {}, facts: object = {}) => ({
  key: 'lead.~1',
  kind: 'list',
  label: 'Quentes',
  entity: 'lead',
  default: false,
  columns: ['name', 'stage'],
  measures: [],
  sort: 'name',
  filter: "stage = 'active'",
  ...more,
  saved: {
    id: '1',
    version: 4,
    scope: 'personal' as const,
    roles: [],
    owner: { id: 'member-1', title: 'Bruna' },
    can_change: true,
    ...facts,
  },
})

function withViews(...views: ReturnType<typeof saved>[]): FakeServer {
  const server = createFakeServer()
  server.views.data = views
  return server
}

test('what is on screen is kept as a new view, which opens', async () => {
  const { user, router, server } = open("/m/leads/all?filter=stage %3D 'active'&sort=-name")
  await user.click(await screen.findByRole('button', { name: 'Salvar como nova' }))
  const dialog = await screen.findByRole('dialog', { name: 'Nova visão' })
  await user.click(within(dialog).getByRole('button', { name: 'Salvar' }))
  expect(within(dialog).getByText('Dê um nome à visão.')).toBeVisible()
  await user.type(within(dialog).getByLabelText(/Nome/), 'Em contato')
  await user.click(within(dialog).getByRole('radio', { name: 'Perfis que eu escolher' }))
  await user.click(within(dialog).getByRole('button', { name: 'Salvar' }))
  expect(within(dialog).getByText('Escolha pelo menos um perfil.')).toBeVisible()
  await user.click(within(dialog).getByRole('checkbox', { name: 'Vendedor' }))
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(await screen.findByRole('button', { name: 'Visão: Em contato' })).toBeVisible()
  expect(router.state.location.pathname).toBe('/m/leads/~00000001')
  expect(router.state.location.search).toEqual({})
  const view = server.views.data[0]
  expect(view).toMatchObject({ kind: 'list', filter: "stage = 'active'", sort: '-name' })
  expect(view?.saved).toMatchObject({ scope: 'role', roles: ['seller'] })
})

test('a changed view says so, is saved, or goes back to how it was', async () => {
  const { user, router, server } = open('/m/leads/~1?sort=-name', withViews(saved()))
  expect(await screen.findByRole('button', { name: 'Visão: Quentes, alterada' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Descartar alterações' }))
  expect(await screen.findByRole('button', { name: 'Visão: Quentes' })).toBeVisible()
  expect(router.state.location.search).toEqual({})
  expect(screen.queryByRole('button', { name: 'Salvar visão' })).toBeNull()
  await act(() => router.navigate({ to: '/m/leads/~1?sort=-name&as=kanban' as string }))
  await user.click(await screen.findByRole('button', { name: 'Salvar visão' }))
  expect(await screen.findByText('Visão “Quentes” salva')).toBeVisible()
  expect(server.views.data[0]).toMatchObject({
    sort: '-name',
    kind: 'kanban',
    filter: "stage = 'active'",
  })
  await waitFor(() => expect(router.state.location.search).toEqual({}))
})

test('to look at a view as another kind is no change to keep', async () => {
  open('/m/leads/~1?as=kanban', withViews(saved()))
  expect(await screen.findByRole('radio', { name: 'Kanban' })).toBeChecked()
  expect(screen.queryByRole('button', { name: 'Salvar visão' })).toBeNull()
})

test('a view somebody else shared is not changed: it is kept as one of my own', async () => {
  const server = withViews(saved({}, { can_change: false, scope: 'clinic' }))
  open('/m/leads/~1?sort=-name', server)
  expect(await screen.findByRole('button', { name: 'Salvar como nova' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Salvar visão' })).toBeNull()
})

test('a conflict is said, and what was changed here stays', async () => {
  const { user, server, router } = open('/m/leads/~1?sort=-name', withViews(saved()))
  const button = await screen.findByRole('button', { name: 'Salvar visão' })
  server.views.data = [saved({ sort: 'stage' }, { version: 5 })]
  await user.click(button)
  expect(await screen.findByText(/Outra pessoa alterou esta visão/)).toBeVisible()
  expect(router.state.location.search).toEqual({ sort: '-name' })
})

test('a view is deleted and comes back', async () => {
  const { user, router } = open('/m/leads/~1', withViews(saved()))
  await user.click(await screen.findByRole('button', { name: 'Visão: Quentes' }))
  await user.click(await screen.findByRole('button', { name: 'Ações de Quentes' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Apagar' }))
  expect(await screen.findByText('Visão “Quentes” apagada')).toBeVisible()
  await waitFor(() => expect(router.state.location.pathname).toBe('/m/leads/board'))
  await user.click(screen.getByRole('button', { name: /Desfazer/ }))
  expect(await screen.findByText('Visão “Quentes” de volta')).toBeVisible()
  await act(() => router.navigate({ to: '/m/leads/~1' as string }))
  expect(await screen.findByRole('button', { name: 'Visão: Quentes' })).toBeVisible()
})

test('a starred view stands in the menu; a refusal takes it out again', async () => {
  const { user, server } = open('/m/leads/~1', withViews(saved()))
  await user.click(await screen.findByRole('button', { name: 'Pôr nos favoritos' }))
  const group = await screen.findByRole('group', { name: 'Favoritos' })
  expect(within(group).getByRole('link', { name: 'Quentes, Leads' })).toHaveAttribute(
    'href',
    '/m/leads/~1',
  )
  expect(server.views.pinned).toEqual({ 'lead.~1': true })
  vi.stubGlobal('fetch', () =>
    Promise.resolve(new Response('{"code":"forbidden"}', { status: 403 })),
  )
  await user.click(screen.getByRole('button', { name: 'Tirar dos favoritos' }))
  expect(await screen.findByText(/Não deu para mudar os favoritos/)).toBeVisible()
  expect(screen.getByRole('group', { name: 'Favoritos' })).toBeVisible()
})

test('the view a person chose opens first', async () => {
  const server = withViews(saved())
  server.views.defaults = { lead: 'lead.~1' }
  const { router } = open('/m/leads', server)
  expect(await screen.findByRole('button', { name: 'Visão: Quentes' })).toBeVisible()
  expect(router.state.location.pathname).toBe('/m/leads/~1')
})

test('a view of another clinic member appears when the stream tells', async () => {
  const { user, server, client } = open('/m/leads/all')
  await user.click(await screen.findByRole('button', { name: 'Visão: Todos os leads' }))
  expect(await screen.findByRole('link', { name: /Meus leads/ })).toBeVisible()
  server.views.data = [saved({}, { scope: 'clinic', can_change: false })]
  await act(() => client.invalidateQueries({ queryKey: ['model', 'views'] }))
  expect(await screen.findByRole('link', { name: /Quentes/ })).toBeVisible()
  expect(screen.getByRole('region', { name: 'Da clínica' })).toBeInTheDocument()
})

test('a view that is gone says so and leads on', async () => {
  open('/m/leads/~9')
  expect(await screen.findByText('Esta visão não existe mais')).toBeVisible()
  expect(screen.getAllByRole('button', { name: /^Abrir/ })[0]).toBeVisible()
})

test('what is left out of a view is said, and saved away', async () => {
  const server = withViews(saved({ problems: ['Colunas: “cor” não vale mais e ficou de fora.'] }))
  const { user } = open('/m/leads/~1', server)
  expect(await screen.findByText(/“cor” não vale mais/)).toBeVisible()
  server.views.data = [saved()]
  await user.click(screen.getByRole('button', { name: 'Salvar sem isso' }))
  await waitFor(() => expect(screen.queryByText(/“cor” não vale mais/)).toBeNull())
})

test('without the saved views the packages are there, and the list offers to try again', async () => {
  const server = createFakeServer()
  const real = server.fetch
  let isDown = true
  server.fetch = (input, init) =>
    isDown && String(input).endsWith('/api/views')
      ? Promise.resolve(
          new Response('{"status":500,"code":"error"}', {
            status: 500,
            headers: { 'Content-Type': 'application/problem+json' },
          }),
        )
      : real(input, init)
  server.views.data = [saved()]
  const { user } = open('/m/leads/all', server)
  await user.click(await screen.findByRole('button', { name: 'Visão: Todos os leads' }))
  expect(await screen.findByText('As visões salvas não carregaram.')).toBeVisible()
  isDown = false
  await user.click(screen.getByRole('button', { name: 'Tentar de novo' }))
  expect(await screen.findByRole('link', { name: /Quentes/ })).toBeVisible()
})
