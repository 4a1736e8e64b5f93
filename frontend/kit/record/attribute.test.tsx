/** Editing a field in place: saved, refused, unanswered, and changed by two people. */
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { ApiProblem } from '../client/problem'
import { eventually, renderKit } from '../testing/render-kit'
import { RecordPage } from './record-page'

async function openRecord() {
  const user = userEvent.setup()
  const kit = renderKit(({ lead, server }) => (
    <RecordPage entity={lead} id={server.rows.lead?.[0]?.id ?? ''} />
  ))
  const row = kit.server.rows.lead?.[0]
  if (!row) throw new Error('the fixture has leads')
  row.service_value = '100.00'
  await screen.findByRole('heading', { level: 1, name: String(row.name) })
  return { user, row, ...kit }
}
const line = (label: string) =>
  screen.findByRole('button', { name: new RegExp(`^Editar ${label}`) })

it('saves on Enter and gives the focus back', async () => {
  const { user, row } = await openRecord()
  await user.click(await line('Valor do serviço'))
  const input = await screen.findByRole('textbox', { name: 'Valor do serviço' })
  await user.clear(input)
  await user.type(input, '6.800,5{Enter}')
  const saved = await line('Valor do serviço')
  await eventually(() => expect(row.service_value).toBe('6800.50'))
  expect(saved).toHaveTextContent('R$ 6.800,50')
  await eventually(() => expect(saved).toHaveFocus())
})

it('saves on leaving, and Escape puts the old value back', async () => {
  const { user, row } = await openRecord()
  await user.click(await line('Nome do lead'))
  await user.type(await screen.findByRole('textbox', { name: 'Nome do lead' }), '{Escape}')
  expect(row.version).toBe(1)
  await user.click(await line('Nome do lead'))
  const input = await screen.findByRole('textbox', { name: 'Nome do lead' })
  await user.clear(input)
  await user.type(input, 'Ana Prado')
  await user.tab()
  await eventually(() => expect(row.name).toBe('Ana Prado'))
})

it('keeps what was typed when it cannot be read', async () => {
  const { user, row } = await openRecord()
  await user.click(await line('WhatsApp'))
  const input = await screen.findByRole('textbox', { name: 'WhatsApp' })
  await user.clear(input)
  await user.type(input, '113907{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('Faltam dígitos')
  expect(input).toHaveValue('(11) 3907')
  expect(row.version).toBe(1)
})

it('keeps what was typed when the server does not answer, and tries again', async () => {
  const { user, row, server } = await openRecord()
  const answer = server.fetch
  globalThis.fetch = () => Promise.reject(new TypeError('no network'))
  await user.click(await line('Bairro'))
  const input = await screen.findByRole('textbox', { name: 'Bairro' })
  await user.clear(input)
  await user.type(input, 'Centro{Enter}')
  expect(await screen.findByText(/Não foi salvo/)).toBeVisible()
  expect(screen.getByRole('textbox', { name: 'Bairro' })).toHaveValue('Centro')
  globalThis.fetch = answer
  await user.click(screen.getByRole('button', { name: 'Tentar de novo' }))
  await eventually(() => expect(row.district).toBe('Centro'))
})

it('shows both values when two people changed the same field', async () => {
  const { user, row, server } = await openRecord()
  const conflict = new ApiProblem({
    status: 409,
    code: 'conflict',
    version: 7,
    errors: [
      { path: 'fields.district', code: 'conflict', message: 'x', yours: 'Centro', theirs: 'Moema' },
    ],
  })
  const answer = server.fetch
  globalThis.fetch = (input, init) =>
    init?.method === 'PATCH' && new Headers(init.headers).get('If-Match') === '1'
      ? Promise.resolve(
          Response.json(
            { ...conflict },
            { status: 409, headers: { 'Content-Type': 'application/problem+json' } },
          ),
        )
      : answer(input, init)
  await user.click(await line('Bairro'))
  const input = await screen.findByRole('textbox', { name: 'Bairro' })
  await user.clear(input)
  await user.type(input, 'Centro{Enter}')
  const note = await screen.findByRole('alert')
  expect(note).toHaveTextContent('Moema')
  expect(note).toHaveTextContent('Centro')
  row.version = 7
  await user.click(screen.getByRole('button', { name: 'Manter a minha' }))
  await eventually(() => expect(row.district).toBe('Centro'))
})

/** Another person saves while an editor is open, and the live change reads the record again. */
async function othersSave({ row, client }: Awaited<ReturnType<typeof openRecord>>, change: object) {
  Object.assign(row, change, { version: Number(row.version) + 1 })
  await client.invalidateQueries({ queryKey: ['data'] })
}

it('does not overwrite what was saved while the editor was open', async () => {
  const kit = await openRecord()
  const { user, row } = kit
  await user.click(await line('Bairro'))
  const input = await screen.findByRole('textbox', { name: 'Bairro' })
  await user.clear(input)
  await user.type(input, 'Centro')
  await othersSave(kit, { district: 'Moema', name: 'Ana Prado' })
  await screen.findByRole('heading', { level: 1, name: 'Ana Prado' })
  expect(input).toHaveValue('Centro')
  await user.type(input, '{Enter}')
  const note = await screen.findByRole('alert')
  expect(note).toHaveTextContent('Moema')
  expect(note).toHaveTextContent('Centro')
  expect(row.district).toBe('Moema')
  await user.click(screen.getByRole('button', { name: 'Manter a minha' }))
  await eventually(() => expect(row.district).toBe('Centro'))
})

it('leaves what others saved when nothing was typed, and other fields are no conflict', async () => {
  const kit = await openRecord()
  const { user, row } = kit
  await user.click(await line('Bairro'))
  const input = await screen.findByRole('textbox', { name: 'Bairro' })
  await othersSave(kit, { district: 'Moema', name: 'Ana Prado' })
  await screen.findByRole('heading', { level: 1, name: 'Ana Prado' })
  await user.type(input, '{Enter}')
  expect(await line('Bairro')).toHaveTextContent('Moema')
  expect(row).toMatchObject({ district: 'Moema', version: 2 })
  await user.click(await line('Bairro'))
  const again = await screen.findByRole('textbox', { name: 'Bairro' })
  await othersSave(kit, { name: 'Bia Prado' })
  await screen.findByRole('heading', { level: 1, name: 'Bia Prado' })
  await user.clear(again)
  await user.type(again, 'Centro{Enter}')
  await eventually(() => expect(row).toMatchObject({ district: 'Centro', name: 'Bia Prado' }))
})

it('asks here for the other field a rule names, and saves both together', async () => {
  const { user, row, server } = await openRecord()
  Object.assign(row, { channel: 'site', campaign: null })
  const answer = server.fetch
  globalThis.fetch = (input, init) =>
    init?.method === 'PATCH' && !String(init.body).includes('Verão')
      ? Promise.resolve(
          Response.json(
            {
              status: 422,
              code: 'invalid',
              detail: 'Há campos para corrigir.',
              errors: [{ path: 'fields.campaign', code: 'rule', message: 'Informe a campanha.' }],
            },
            { status: 422, headers: { 'Content-Type': 'application/problem+json' } },
          ),
        )
      : answer(input, init)
  await user.click(await line('Canal'))
  await user.click(await screen.findByRole('option', { name: 'Campanha' }))
  const campaign = await screen.findByRole('textbox', { name: 'Campanha' })
  expect(campaign).toHaveAccessibleDescription('Informe a campanha.')
  await eventually(() => expect(campaign).toHaveFocus())
  expect(row.channel).toBe('site')
  await user.type(campaign, 'Verão{Enter}')
  await eventually(() => expect(row).toMatchObject({ channel: 'campaign', campaign: 'Verão' }))
  expect(await line('Canal')).toHaveTextContent('Campanha')
})

it('goes back to the refused field, and Escape restores its value', async () => {
  const { user, row, server } = await openRecord()
  const answer = server.fetch
  globalThis.fetch = (input, init) =>
    init?.method === 'PATCH'
      ? Promise.resolve(
          Response.json(
            {
              status: 422,
              code: 'invalid',
              errors: [{ path: 'fields.service_value', code: 'max', message: 'É demais.' }],
            },
            { status: 422, headers: { 'Content-Type': 'application/problem+json' } },
          ),
        )
      : answer(input, init)
  const shown = (await line('Valor do serviço')).textContent
  await user.click(await line('Valor do serviço'))
  const before = await screen.findByRole('textbox', { name: 'Valor do serviço' })
  await user.clear(before)
  await user.type(before, '900{Enter}')
  expect(await screen.findByText('É demais.')).toBeVisible()
  await eventually(() =>
    expect(screen.getByRole('textbox', { name: 'Valor do serviço' })).toHaveFocus(),
  )
  await user.keyboard('{Escape}')
  expect((await line('Valor do serviço')).textContent).toBe(shown)
  expect(row.version).toBe(1)
})
