import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { storyPlan } from '../fields/story'
import { FaultSummary } from './fault-summary'

it('names the field of each fault and leads to it', async () => {
  const birth = storyPlan({
    key: 'date',
    field: { label: 'Nascimento' },
    filled: '',
    text: '',
    wire: '',
  })
  const onGo = vi.fn()
  render(
    <FaultSummary
      faults={[
        { key: 'birth', text: 'Esta data não existe.', field: birth },
        { key: 'all', text: 'Não foi salvo.', field: null },
      ]}
      onGo={onGo}
    />,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Nascimento: Esta data não existe.' }))
  expect(onGo).toHaveBeenCalledWith(birth)
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'Nascimento: Esta data não existe.',
    'Não foi salvo.',
  ])
})

it('says once what stands on two fields and names one of them', () => {
  const plan = (name: string, label: string) =>
    storyPlan({ key: 'date', field: { name, label }, filled: '', text: '', wire: '' })
  const taken = 'Este horário já está ocupado para Profissional.'
  const empty = 'Preencha este campo.'
  render(
    <FaultSummary
      faults={[
        { key: 'starts_at', text: taken, field: plan('starts_at', 'Início') },
        { key: 'who', text: taken, field: plan('who', 'Profissional') },
        { key: 'a', text: empty, field: plan('a', 'Nome') },
        { key: 'b', text: empty, field: plan('b', 'CPF') },
      ]}
      onGo={vi.fn()}
    />,
  )
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    taken,
    `Nome: ${empty}`,
    `CPF: ${empty}`,
  ])
})
