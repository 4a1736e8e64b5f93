import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, onTestFinished, vi } from 'vitest'
import { storyPlan } from '../story'
import { type Address, addressFaults, addressText, addressWire, maskCep } from './address'
import { provideCepLookup } from './cep-lookup'
import { Editor } from './editor'
import { story } from './story'

const context = { locale: 'pt-BR', timeZone: 'America/Sao_Paulo', now: () => new Date(0) }

function show(start: Address | null = null) {
  const onChange = vi.fn()
  function Trial() {
    const [value, setValue] = useState(start)
    return (
      <Editor
        id="trial"
        value={value}
        field={storyPlan(story)}
        context={context}
        size="form"
        onChange={(next) => {
          onChange(next)
          setValue(next)
        }}
        onCommit={() => undefined}
        onCancel={() => undefined}
      />
    )
  }
  render(<Trial />)
  return () => onChange.mock.lastCall?.[0]
}

it.each([
  ['', ''],
  ['01310', '01310'],
  ['013101', '01310-1'],
  ['01.310-100', '01310-100'],
  ['013101009', '01310-100'],
])('masks %s as %s', (typed, shown) => {
  expect(maskCep(typed)).toBe(shown)
})

it('reads as one line and writes only what is filled', () => {
  expect(addressText({ street: 'Rua A', city: 'Olinda', state: 'PE' })).toBe('Rua A, Olinda - PE')
  expect(addressText({ street: 'Rua B', cep: '1250-096', country: 'PT' })).toBe(
    'Rua B, 1250-096, PT',
  )
  expect(addressWire({ street: ' Rua A ', number: '', country: 'BR' })).toEqual({
    street: 'Rua A',
    country: 'BR',
  })
  expect(addressWire({ country: 'BR' })).toBeNull()
})

it('refuses half a CEP and an unknown state, at home only', () => {
  expect(addressFaults({ cep: '0131010' })).toEqual(['address.cep'])
  expect(addressFaults({ state: 'XX' })).toEqual(['address.state'])
  expect(addressFaults({ cep: '1250-096', state: 'Lisboa', country: 'PT' })).toEqual([])
})

it('goes through every part by keyboard, CEP first', async () => {
  const last = show()
  await userEvent.tab()
  await userEvent.keyboard('01310-100')
  for (const text of ['Av. Paulista', '1578', 'cj 21', 'Bela Vista', 'São Paulo']) {
    await userEvent.tab()
    await userEvent.keyboard(text)
  }
  await userEvent.tab()
  await userEvent.selectOptions(screen.getByLabelText('UF'), 'SP')
  expect(screen.getByLabelText('UF')).toHaveFocus()
  expect(last()).toEqual({
    cep: '01310100',
    street: 'Av. Paulista',
    number: '1578',
    complement: 'cj 21',
    district: 'Bela Vista',
    city: 'São Paulo',
    state: 'SP',
  })
})

it('fills what is blank where the clinic has a source, and never writes over a person', async () => {
  provideCepLookup(async () => ({ street: 'Avenida Paulista', city: 'São Paulo', state: 'SP' }))
  onTestFinished(() => provideCepLookup(null))
  const last = show({ street: 'Av. Paulista' })
  await userEvent.type(screen.getByLabelText('CEP'), '01310100')
  await screen.findByDisplayValue('São Paulo')
  expect(last()).toEqual({
    cep: '01310100',
    street: 'Av. Paulista',
    city: 'São Paulo',
    state: 'SP',
  })
})
