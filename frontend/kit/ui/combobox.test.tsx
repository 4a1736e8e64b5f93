/** Typing and Enter choose what was meant. */
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { Combobox } from './combobox'

const LABELS = ['Conversa iniciada', 'Pré-qualificado', 'Qualificado']

function open(props: { onSearch?: (text: string) => void; loading?: boolean } = {}) {
  const onChange = vi.fn()
  render(
    <Combobox
      label="Situação"
      items={LABELS}
      keyOf={(one) => one}
      labelOf={(one) => one}
      value="Conversa iniciada"
      onChange={onChange}
      trigger={<button type="button">abrir</button>}
      {...props}
    />,
  )
  return { onChange, user: userEvent.setup() }
}

it('takes the one that begins with what was typed, not the one that has it inside', async () => {
  const { user, onChange } = open()
  await user.click(screen.getByRole('combobox'))
  await user.type(await screen.findByPlaceholderText('Buscar'), 'Qualif')
  expect(screen.getAllByRole('option').map((one) => one.textContent)).toEqual([
    'Qualificado',
    'Pré-qualificado',
  ])
  await user.keyboard('{Enter}')
  expect(onChange).toHaveBeenCalledWith('Qualificado')
})

it('takes nothing of an old answer that does not match while the new one is on its way', async () => {
  const { user, onChange } = open({ onSearch: () => undefined, loading: true })
  await user.click(screen.getByRole('combobox'))
  await user.type(await screen.findByPlaceholderText('Buscar'), 'Botox{Enter}')
  expect(onChange).not.toHaveBeenCalled()
})
