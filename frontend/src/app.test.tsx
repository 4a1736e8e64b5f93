import { request } from '@kit/client/http'
import { forgetModel } from '@kit/client/model'
import { createQueryClient } from '@kit/client/query-client'
import { createFakeServer, type FakeServer } from '@kit/testing/fake-server'
import { dismissToasts, Toaster } from '@kit/ui/toaster'
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { safeReturn } from './addresses'
import { createAppRouter } from './router'

function open(path: string, server: FakeServer = createFakeServer()) {
  vi.stubGlobal('fetch', server.fetch)
  vi.stubGlobal('scrollTo', () => undefined)
  const client = createQueryClient()
  const history = createMemoryHistory({ initialEntries: [path] })
  const router = createAppRouter(client, history)
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
      <Toaster />
    </QueryClientProvider>,
  )
  return { server, router }
}

afterEach(() => {
  act(dismissToasts)
  forgetModel()
  vi.unstubAllGlobals()
})

test('without a session the login opens, and signing in returns to the page that was asked', async () => {
  const { router, server } = open('/m/procedures/all', createFakeServer({ isSignedIn: false }))
  const user = userEvent.setup()
  await user.type(await screen.findByLabelText('E-mail'), 'gestor@demo.local')
  await user.type(screen.getByLabelText('Senha'), 'errada{Enter}')
  expect(await screen.findByText('E-mail ou senha não conferem.')).toBeVisible()
  await user.clear(screen.getByLabelText('Senha'))
  await user.type(screen.getByLabelText('Senha'), 'nexus-demo{Enter}')
  expect(await screen.findByRole('heading', { name: 'Procedimentos' })).toBeVisible()
  expect(router.state.location.pathname).toBe('/m/procedures/all')
  expect(server.log.filter((line) => line === 'POST /api/session')).toHaveLength(2)
})

test('the login says what is missing before it asks the server', async () => {
  const { server } = open('/login', createFakeServer({ isSignedIn: false }))
  await userEvent.click(await screen.findByRole('button', { name: 'Entrar' }))
  expect(screen.getByText('Informe o e-mail.')).toBeVisible()
  expect(screen.getByLabelText('E-mail')).toHaveFocus()
  expect(server.log).not.toContain('POST /api/session')
})

test('home opens the first place of the menu; the menu comes from the model, by groups', async () => {
  const { router } = open('/')
  const menu = await screen.findByRole('navigation', { name: 'Menu principal' })
  expect(router.state.location.pathname).toBe('/m/leads/board')
  expect(
    within(menu)
      .getAllByRole('link')
      .map((link) => link.getAttribute('aria-label') ?? link.textContent),
  ).toEqual(['Leads', 'Procedimentos', 'Unidades', 'Equipe'])
  expect(within(menu).getByRole('link', { name: 'Leads' })).toHaveAttribute('aria-current', 'page')
  expect(within(menu).getByRole('group', { name: 'Cadastros' })).toBeInTheDocument()
})

test('a view of a kind this build does not know shows a card in its place, and the rest lives', async () => {
  const server = createFakeServer()
  const view = server.model.entities.lead?.views[1]
  if (view) view.kind = 'hologram'
  open('/m/leads/all', server)
  expect(
    await screen.findByText('Este tipo de visão (hologram) não existe neste aplicativo'),
  ).toBeVisible()
  expect(screen.getAllByRole('button', { name: /Criar lead/ })[0]).toBeEnabled()
  await userEvent.click(screen.getByRole('button', { name: /^Visão:/ }))
  expect(await screen.findByRole('link', { name: 'Meus leads' })).toBeVisible()
})

test('an entity that does not exist, or is not seen, is the same page', async () => {
  open('/m/invoices/all')
  expect(await screen.findByText('Esta página não existe')).toBeVisible()
})

test('switching views keeps the search', async () => {
  open('/m/leads/all?q=ferraz')
  await userEvent.click(await screen.findByRole('button', { name: 'Visão: Todos os leads' }))
  expect(await screen.findByRole('link', { name: 'Meus leads' })).toHaveAttribute(
    'href',
    '/m/leads/mine?q=ferraz',
  )
})

test('a view is drawn as another kind and keeps what was searched; its own kind leaves the address clean', async () => {
  const { router } = open('/m/leads/all?q=ferraz')
  const kinds = await screen.findByRole('radiogroup', { name: 'Mostrar como' })
  expect(within(kinds).getByRole('radio', { name: 'Lista' })).toBeChecked()
  await userEvent.click(within(kinds).getByRole('radio', { name: 'Kanban' }))
  expect(router.state.location.search).toEqual({ q: 'ferraz', as: 'kanban' })
  expect(within(kinds).getByRole('radio', { name: 'Kanban' })).toBeChecked()
  await userEvent.keyboard('{ArrowRight}')
  expect(router.state.location.search).toEqual({ q: 'ferraz' })
})

test('the switch has what the server offers, and what this build can draw', async () => {
  const server = createFakeServer()
  const lead = server.model.entities.lead
  if (lead) lead.kinds = ['list', 'hologram']
  open('/m/leads/all', server)
  expect(await screen.findByRole('button', { name: 'Visão: Todos os leads' })).toBeVisible()
  expect(screen.queryByRole('radiogroup', { name: 'Mostrar como' })).toBeNull()
})

test('without rights to create there is no button', async () => {
  const server = createFakeServer()
  const lead = server.model.entities.lead
  if (lead) lead.can = { ...lead.can, create: false }
  open('/m/leads/all', server)
  await screen.findByRole('heading', { name: 'Leads' })
  const tools = screen.getByRole('banner')
  expect(within(tools).queryByRole('button', { name: /Criar lead/ })).toBeNull()
})

test('a clinic that is not live says so', async () => {
  const server = createFakeServer()
  server.session.clinic.mode = 'frozen'
  open('/m/leads/all', server)
  expect(await screen.findByText('Somente leitura.')).toBeVisible()
})

test('a session that ends during work is asked for over the page, and the request then goes through', async () => {
  const { server } = open('/m/leads/all')
  await screen.findByRole('heading', { name: 'Leads' })
  server.isSignedIn = false
  const pending = request<{ data: unknown[] }>('/data/unit')
  const dialog = await screen.findByRole('dialog', { name: 'Sua sessão terminou' })
  expect(within(dialog).getByLabelText('E-mail')).toHaveValue('gestor@demo.local')
  await userEvent.type(within(dialog).getByLabelText('Senha'), 'nexus-demo{Enter}')
  expect((await pending).data).toHaveLength(2)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(screen.getByRole('heading', { name: 'Leads' })).toBeVisible()
})

test('a token renewed in another tab is read again and the change goes through', async () => {
  const { server } = open('/m/leads/all')
  await screen.findByRole('heading', { name: 'Leads' })
  server.session.csrf = 'renewed'
  await act(() => request('/data/unit', { method: 'POST', body: { name: 'Pinheiros' } }))
  expect(server.rows.unit?.[0]?.name).toBe('Pinheiros')
})

test('the question mark opens the keys of this screen', async () => {
  open('/m/leads/all')
  await screen.findByRole('heading', { name: 'Leads' })
  await act(() => userEvent.keyboard('?'))
  const sheet = await screen.findByRole('dialog', { name: 'Atalhos do teclado' })
  expect(within(sheet).getByText('Criar lead')).toBeVisible()
})

test('a published model reaches an open page', async () => {
  const { server } = open('/m/leads/all')
  await screen.findByRole('heading', { name: 'Leads' })
  const lead = server.model.entities.lead
  if (lead) lead.label_plural = 'Oportunidades'
  Object.assign(server.model, { version: 4, hash: 'next' })
  await act(() => request('/data/unit'))
  expect(await screen.findByRole('heading', { name: 'Oportunidades' })).toBeVisible()
})

test('a boot that fails offers to try again', async () => {
  const server = createFakeServer()
  const real = server.fetch
  let down = true
  server.fetch = async (input, init) => {
    if (down) throw new TypeError('Failed to fetch')
    return real(input, init)
  }
  open('/m/leads/all', server)
  expect(
    await screen.findByText('Não deu para abrir o aplicativo', undefined, { timeout: 4000 }),
  ).toBeVisible()
  down = false
  await userEvent.click(screen.getByRole('button', { name: 'Tentar de novo' }))
  expect(await screen.findByRole('heading', { name: 'Leads' })).toBeVisible()
})

test.each([
  ['/m/leads/all', '/m/leads/all'],
  ['//evil.example', '/'],
  ['https://evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/login?to=/x', '/'],
  [undefined, '/'],
])('after the login, "%s" leads to %s', (to, path) => {
  expect(safeReturn(to)).toBe(path)
})
