/** Activity of a record: written on top, read below, kept when left, taken back. Sources are told by the model alone. */
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { type FakeServer } from '../../testing/fake-server'
import { eventually, renderKit } from '../../testing/render-kit'
import { dismissToasts } from '../../ui/toaster'
import { RecordPage } from '../record-page'

afterEach(() => {
  sessionStorage.clear()
  dismissToasts()
})

/** The fixture's activities hang on leads, with a feed. */
function withFeed(server: FakeServer) {
  server.model = structuredClone(server.model)
  const { lead, activity } = server.model.entities
  const layout = lead?.layouts.find((one) => one.kind === 'record')
  const list = lead?.fields.find((one) => one.name === 'activities')
  if (!activity || !layout || !list) throw new Error('the fixture has activities of leads')
  layout.side = [{ widget: 'activity' }]
  list.inverse = 'record'
  activity.feed = {
    text: 'summary',
    at: 'happened_at',
    author: 'author',
    kind: 'kind',
    compose: ['happened_at'],
  }
  server.rows.activity = []
}

async function openRecord(prepare: (server: FakeServer) => void = () => undefined) {
  const user = userEvent.setup()
  const kit = renderKit(
    ({ lead, server }) => <RecordPage entity={lead} id={server.rows.lead?.[0]?.id ?? ''} />,
    (server) => {
      withFeed(server)
      prepare(server)
      server.model.hash = crypto.randomUUID() // models are kept by it
    },
  )
  const row = kit.server.rows.lead?.[0]
  if (!row) throw new Error('the fixture has leads')
  await screen.findByRole('heading', { level: 1, name: String(row.name) })
  return {
    user,
    row,
    server: kit.server,
    posts: () => kit.server.log.filter((one) => one.startsWith('POST')),
  }
}
const composer = () => screen.findByRole('region', { name: 'Registrar' })
const feed = () => screen.findByRole('region', { name: 'Atividade' })

it('has a tab for each option of what can be written, and saves with Ctrl+Enter', async () => {
  const { user, row, server } = await openRecord()
  const box = within(await composer())
  expect(box.getAllByRole('tab').map((one) => one.textContent)).toEqual(['Nota', 'Ligação'])
  await user.click(box.getByRole('tab', { name: 'Ligação' }))
  await user.type(box.getByRole('textbox', { name: 'Ligação' }), 'Pediu proposta')
  await user.keyboard('{Control>}{Enter}{/Control}')
  const lines = within(await feed())
  expect(await lines.findByText('Pediu proposta')).toBeVisible()
  await eventually(() => expect(server.rows.activity).toHaveLength(1))
  expect(server.rows.activity?.[0]).toMatchObject({
    summary: 'Pediu proposta',
    kind: 'call',
    record: { id: row.id },
  })
  expect(box.getByRole('textbox', { name: 'Ligação' })).toHaveValue('')
})

it('takes back what was written with the notice', async () => {
  const { user, server } = await openRecord()
  await user.type(within(await composer()).getByRole('textbox', { name: 'Nota' }), 'Por engano')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await user.click(await screen.findByRole('button', { name: /Desfazer/ }))
  await eventually(() => expect(server.rows.activity).toEqual([]))
  await eventually(async () =>
    expect(within(await feed()).queryByText('Por engano')).not.toBeInTheDocument(),
  )
})

it('keeps the text when the server refuses, and says why', async () => {
  const { user, server } = await openRecord((fake) => {
    const summary = fake.model.entities.activity?.fields.find((one) => one.name === 'author')
    Object.assign(summary ?? {}, { required: true, access: 'read' }) // nothing here can fill it in
  })
  const text = within(await composer()).getByRole('textbox', { name: 'Nota' })
  await user.type(text, 'Não se perde')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(
    await screen.findByText(/Não foi salvo. O texto continua aqui. Preencha Autor/),
  ).toBeVisible()
  expect(text).toHaveValue('Não se perde')
  expect(server.rows.activity).toEqual([])
})

it('keeps a draft of each tab when the record is left', async () => {
  const first = await openRecord()
  await first.user.type(within(await composer()).getByRole('textbox', { name: 'Nota' }), 'Meio')
  expect(first.posts()).toEqual([])
  const kept = Object.keys(sessionStorage)
  expect(kept).toEqual([expect.stringContaining(`activity.lead.${first.row.id}`)])
  expect(sessionStorage.getItem(kept[0] ?? '')).toContain('Meio')
})

it('asks for nothing to be written before it saves', async () => {
  const { user, posts } = await openRecord()
  const box = within(await composer())
  await user.click(box.getByRole('button', { name: /Salvar/ }))
  expect(await screen.findByText('Escreva algo antes de salvar.')).toBeVisible()
  expect(posts()).toEqual([])
})

it('shows one kind alone, with how many there are of each', async () => {
  const { user } = await openRecord((server) => {
    const id = server.rows.lead?.[0]?.id
    server.rows.activity = [1, 2].map((index) => ({
      id: `a${index}`,
      version: 1,
      summary: `Ligou ${index}`,
      kind: 'call',
      happened_at: '2026-11-23T12:00:00Z',
      record: { id },
    }))
  })
  const lines = within(await feed())
  const chip = await lines.findByRole('button', { name: /Atividades\s*2/ })
  expect(lines.getByRole('button', { name: 'Tudo' })).toHaveAttribute('aria-pressed', 'true')
  await user.click(chip)
  expect(chip).toHaveAttribute('aria-pressed', 'true')
  expect(await lines.findByText('Ligou 2')).toBeVisible()
  expect(lines.getByRole('heading', { name: 'Hoje' })).toBeVisible()
})

it('writes nothing where this person may not', async () => {
  await openRecord((server) => {
    const activity = server.model.entities.activity
    if (activity) activity.can = { ...activity.can, create: false }
  })
  await feed()
  expect(screen.queryByRole('region', { name: 'Registrar' })).not.toBeInTheDocument()
})
