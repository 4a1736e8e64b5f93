/** Taking a change back from the history: its older notice must not offer the same again. */
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { eventually, renderKit } from '../testing/render-kit'
import { dismissToasts } from '../ui/toaster'
import { RecordPage } from './record-page'

it('takes away the notice of a change that was undone in the history', async () => {
  dismissToasts()
  const user = userEvent.setup()
  const { server } = renderKit((kit) => (
    <RecordPage entity={kit.lead} id={kit.server.rows.lead?.[0]?.id ?? ''} />
  ))
  const row = server.rows.lead?.[0]
  const before = row?.district
  for (const [label, value] of [
    ['Bairro', 'Centro'],
    ['Nome do lead', 'Ana Prado'],
  ] as const) {
    await user.click(await screen.findByRole('button', { name: new RegExp(`^Editar ${label}`) }))
    const input = await screen.findByRole('textbox', { name: label })
    await user.clear(input)
    await user.type(input, `${value}{Enter}`)
    await screen.findByText(new RegExp(`^Salvo: ${label}`, 'i'))
  }
  // What the server sets itself is not part of what it tells of a change.
  for (const change of server.changes)
    change.fields = change.fields.filter((name) => name !== 'updated_at')
  await user.click(await screen.findByRole('tab', { name: 'Histórico' }))
  const [, older] = await screen.findAllByRole('button', { name: 'Desfazer esta mudança' })
  if (!older) throw new Error('two changes were made')
  await user.click(older)
  await screen.findByText('Mudança desfeita')
  await eventually(() => expect(row?.district).toBe(before))
  const notices = [...document.querySelectorAll('[data-slot=toast]')].map((one) => one.textContent)
  expect(notices.some((text) => text?.includes('Bairro'))).toBe(false)
  expect(notices.some((text) => text?.includes('Nome do lead'))).toBe(true)
})
