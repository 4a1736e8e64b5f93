/** Kinds that are not a line of text, edited in their place: a press saves, arrows wait, addresses lead away. */
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { eventually, renderKit } from '../testing/render-kit'
import { RecordPage } from './record-page'

/** The record with its district and city turned into other types. */
async function openRecord(district: string, value: unknown) {
  const user = userEvent.setup()
  const kit = renderKit(
    ({ lead, server }) => <RecordPage entity={lead} id={server.rows.lead?.[0]?.id ?? ''} />,
    (server) => {
      server.model = structuredClone(server.model)
      const fields = server.model.entities.lead?.fields ?? []
      const field = fields.find((one) => one.name === 'district')
      const first = server.rows.lead?.[0]
      if (!field || !first) throw new Error('the fixture has leads with a district')
      Object.assign(field, { type: district, editor: district })
      first.district = value
    },
  )
  const row = kit.server.rows.lead?.[0]
  if (!row) throw new Error('the fixture has leads')
  await screen.findByRole('heading', { level: 1, name: String(row.name) })
  return { user, row, patches: () => kit.server.log.filter((line) => line.startsWith('PATCH')) }
}
const line = () => screen.findByRole('button', { name: /^Editar Bairro/ })

it('saves an answer with one press, once', async () => {
  const { user, row, patches } = await openRecord('boolean', null)
  await user.click(await line())
  await user.click(await screen.findByRole('radio', { name: 'Não' }))
  await eventually(() => expect(row.district).toBe(false))
  expect(await line()).toHaveTextContent('Não')
  await eventually(() => expect(document.activeElement).toHaveTextContent('Não'))
  expect(patches()).toHaveLength(1)
})

it('waits while arrows go through the stars, and saves when they are left', async () => {
  const { user, row, patches } = await openRecord('rating', 2)
  await user.click(await line())
  expect(await screen.findByRole('radio', { name: '2 de 5' })).toHaveFocus()
  await user.keyboard('{ArrowRight}{ArrowRight}')
  expect(row.district).toBe(2)
  await user.tab()
  await eventually(() => expect(row.district).toBe(4))
  expect(patches()).toHaveLength(1)
})

it('puts the stars back with Escape', async () => {
  const { user, row, patches } = await openRecord('rating', 2)
  await user.click(await line())
  await screen.findByRole('radio', { name: '2 de 5' })
  await user.keyboard('{ArrowRight}{Escape}')
  await eventually(async () => expect(await line()).toHaveFocus())
  expect(row.district).toBe(2)
  expect(patches()).toEqual([])
})

it.each([
  ['url', 'https://www.clinica.com.br/a', 'https://www.clinica.com.br/a'],
  ['email', 'ana@clinica.com.br', 'mailto:ana@clinica.com.br'],
])('goes to a %s beside the value that a press edits', async (kind, value, href) => {
  await openRecord(kind, value)
  const link = await screen.findByRole('link', { name: `Abrir ${value}` })
  expect(link).toHaveAttribute('href', href)
  expect(link).toHaveAttribute('rel', expect.stringContaining('noopener'))
  expect(document.querySelector('button a')).toBeNull()
})

it('opens no address that could run a script', async () => {
  await openRecord('url', 'javascript:alert(1)')
  expect(await line()).toBeVisible()
  expect(screen.queryByRole('link', { name: /^Abrir javascript/ })).toBeNull()
})

it('keeps unreadable JSON and says its line', async () => {
  const { user, row } = await openRecord('json', { a: 1 })
  await user.click(await line())
  const area = await screen.findByRole('textbox', { name: 'Bairro' })
  await user.clear(area)
  await user.paste('{"a": 1,\n}')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Erro de sintaxe na linha 2, coluna 1.',
  )
  expect(area).toHaveValue('{"a": 1,\n}')
  expect(row.district).toEqual({ a: 1 })
})
