/** The form that makes a record: what stands in the way is said once and linked, what was typed is never lost. */
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { type WireField } from '../meta/wire'
import { type FakeServer } from '../testing/fake-server'
import { eventually, renderKit } from '../testing/render-kit'
import { CreateDialog } from './create-dialog'
import { RecordPage } from './record-page'

afterEach(() => sessionStorage.clear())

function openForm(prepare: (server: FakeServer) => void = () => undefined) {
  const user = userEvent.setup()
  const onClose = vi.fn()
  const kit = renderKit(
    ({ lead }) => <CreateDialog entity={lead} open onClose={onClose} />,
    (server) => {
      server.model = { ...structuredClone(server.model), hash: crypto.randomUUID() }
      prepare(server)
    },
  )
  return { user, onClose, server: kit.server }
}
const fieldOf = (server: FakeServer, name: string): WireField => {
  const found = server.model.entities.lead?.fields.find((one) => one.name === name)
  if (!found) throw new Error(`the fixture has ${name}`)
  return found
}
const nameBox = () => screen.findByRole('textbox', { name: /Nome do lead/ })

it('asks before it is left, and keeps the draft for the next time', async () => {
  const { user, onClose } = openForm()
  await user.type(await nameBox(), 'Lívia')
  await user.click(screen.getByRole('button', { name: 'Cancelar' }))
  expect(onClose).not.toHaveBeenCalled()
  await user.click(await screen.findByRole('button', { name: 'Guardar rascunho' }))
  expect(onClose).toHaveBeenCalledOnce()
  expect(Object.values(sessionStorage).join()).toContain('Lívia')
})

it('goes on with the draft that was kept, and can start over', async () => {
  const { user, server } = openForm((fake) => {
    const key = `nexus.draft.${fake.session.member.id}.create.lead`
    sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), value: { name: 'Lívia' } }))
  })
  expect(await nameBox()).toHaveValue('Lívia')
  expect(screen.getByText(/Continuamos do rascunho guardado/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Começar do zero' }))
  expect(await nameBox()).toHaveValue('')
  expect(Object.keys(sessionStorage)).toEqual([])
  expect(server.log.filter((one) => one.startsWith('POST'))).toEqual([])
})

it('throws the draft away when told to', async () => {
  const { user, onClose } = openForm()
  await user.type(await nameBox(), 'Lívia')
  await user.keyboard('{Escape}')
  await user.click(await screen.findByRole('button', { name: 'Descartar' }))
  expect(onClose).toHaveBeenCalledOnce()
  expect(Object.keys(sessionStorage)).toEqual([])
})

it('names the record that has the same unique value', async () => {
  const { user } = openForm((server) => {
    fieldOf(server, 'whatsapp').unique = true
    const first = server.rows.lead?.[0]
    if (first) Object.assign(first, { name: 'Camila Rezende', whatsapp: '+5511908714406' })
  })
  await nameBox()
  await user.type(screen.getByRole('textbox', { name: /WhatsApp/ }), '11908714406')
  await user.tab()
  const fault = await screen.findByText(/Já existe: Camila Rezende/)
  expect(within(fault).getByRole('link', { name: 'Abrir' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/r\/lead\//),
  )
})

it('stands in sections when it is long', async () => {
  const { user } = openForm((server) => {
    const lead = server.model.entities.lead
    if (!lead) throw new Error('the fixture has leads')
    lead.layouts = lead.layouts.filter((layout) => layout.kind !== 'create')
    const model = fieldOf(server, 'city')
    lead.fields = [
      ...lead.fields,
      ...Array.from({ length: 30 }, (_, index) => ({
        ...model,
        name: `extra_${index}`,
        label: `Extra ${index}`,
      })),
    ]
  })
  const box = await screen.findByRole('textbox', { name: 'Extra 29' })
  expect(screen.getByRole('navigation', { name: 'Seções' })).toBeVisible()
  await user.type(box, 'abc')
  expect(box).toHaveValue('abc')
})

it('keeps the rest of the form working beside an editor nobody knows', async () => {
  const { user, server } = openForm((fake) => {
    Object.assign(fieldOf(fake, 'campaign'), { type: 'hologram', editor: 'hologram' })
  })
  expect(await screen.findByText(/“hologram”/)).toBeVisible()
  const before = server.rows.lead?.length ?? 0
  await user.type(await nameBox(), 'Lívia')
  await user.click(screen.getAllByRole('button', { name: /Criar lead/ }).at(-1) as HTMLElement)
  await eventually(() => expect(server.rows.lead).toHaveLength(before + 1))
})

it('makes a related record from a button of the layout, tied to where it stands', async () => {
  const user = userEvent.setup()
  const kit = renderKit(
    ({ lead, server }) => <RecordPage entity={lead} id={server.rows.lead?.[0]?.id ?? ''} />,
    (server) => {
      server.model = { ...structuredClone(server.model), hash: crypto.randomUUID() }
      const layout = server.model.entities.lead?.layouts.find((one) => one.kind === 'record')
      fieldOf(server, 'activities').inverse = 'record'
      if (layout)
        layout.actions = [{ related: 'activities', label: 'Registrar visita', icon: 'calendar' }]
    },
  )
  await user.click(await screen.findByRole('button', { name: 'Registrar visita' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Registrar visita' }))
  await user.type(await dialog.findByRole('textbox', { name: /Resumo/ }), 'Avaliação')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await eventually(() => expect(kit.server.rows.activity?.[0]?.summary).toBe('Avaliação'))
  const link = kit.server.rows.activity?.[0]?.record as { id: string }
  expect(link.id).toBe(kit.server.rows.lead?.[0]?.id)
})
