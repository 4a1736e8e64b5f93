/** The sheet as it is filled: typed, pasted with faults, filled down, undone, a row added at the end. */
import { fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { modelQuery } from '../../client/model'
import { type ViewPlan } from '../../meta/plan'
import { type FakeServer } from '../../testing/fake-server'
import { eventually, renderKit } from '../../testing/render-kit'
import { SheetView } from './sheet-view'

const COLUMNS = 'name,campaign,whatsapp,service_unit,created_at'

function openSheet(columns = COLUMNS, prepare: (server: FakeServer) => void = () => undefined) {
  const kit = renderKit(
    ({ lead }) => (
      <SheetView
        entity={lead}
        view={lead.views.find((view) => view.kind === 'list') as ViewPlan}
        state={{ as: 'sheet', columns, sort: 'id' }}
        setState={() => undefined}
        openRecord={() => undefined}
        createRecord={() => undefined}
        patchView={() => undefined}
      />
    ),
    prepare,
  )
  return { user: userEvent.setup(), ...kit }
}

async function focusGrid(): Promise<HTMLElement> {
  const grid = await screen.findByRole('grid')
  grid.focus()
  return grid
}

function paste(grid: HTMLElement, text: string): void {
  const clipboardData = { getData: () => text, setData: () => undefined }
  fireEvent.paste(grid, { clipboardData })
}

const patches = (server: FakeServer) => server.log.filter((line) => line.startsWith('PATCH')).length

it('types over a cell, commits with Enter and goes on below', async () => {
  const { user, server } = openSheet()
  const grid = await focusGrid()
  await user.keyboard('{ArrowRight}I')
  await user.type(await screen.findByRole('textbox', { name: 'Campanha' }), 'nverno{Enter}')
  await eventually(() => expect(server.rows.lead?.[0]?.campaign).toBe('Inverno'))
  expect(grid).toHaveFocus()
  expect(grid).toHaveAttribute('aria-activedescendant', expect.stringMatching(/-1-1$/))
})

it('pastes in one write, keeps what cannot be read with the reason, and takes it all back at once', async () => {
  const { user, server } = openSheet()
  const grid = await focusGrid()
  const before = server.rows.lead?.slice(0, 2).map((row) => [row.campaign, row.whatsapp])
  await user.keyboard('{ArrowRight}')
  paste(grid, 'A\t(11) 90000-0001\nB\t12')
  await eventually(() => expect(server.rows.lead?.[1]?.campaign).toBe('B'))
  expect(server.rows.lead?.[0]).toMatchObject({ campaign: 'A', whatsapp: '+5511900000001' })
  expect(server.rows.lead?.[1]?.whatsapp).toBe(before?.[1]?.[1])
  expect(patches(server)).toBe(1)
  const faulty = grid.querySelector('[aria-invalid=true]')
  expect(faulty).toHaveTextContent('12')
  expect(await screen.findByText('1 célula com erro')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Ir ao próximo erro' }))
  await eventually(() =>
    expect(grid.querySelector('[data-slot=cell-fault]')).toHaveTextContent(/Faltam dígitos/),
  )
  await user.keyboard('{Control>}z{/Control}')
  await eventually(() =>
    expect(server.rows.lead?.slice(0, 2).map((row) => [row.campaign, row.whatsapp])).toEqual(
      before,
    ),
  )
  expect(grid.querySelector('[aria-invalid=true]')).toBeNull()
})

it('takes back what is still on its way, once it has arrived', async () => {
  let arrive: () => void = () => undefined
  const { user, server } = openSheet()
  const grid = await focusGrid()
  const before = server.rows.lead?.[0]?.campaign
  const answer = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const response = await answer(input, init)
    if (init?.method === 'PATCH') await new Promise<void>((done) => (arrive = done))
    return response
  }
  await user.keyboard('{ArrowRight}')
  paste(grid, 'Inverno')
  await eventually(() => expect(server.rows.lead?.[0]?.campaign).toBe('Inverno'))
  await user.keyboard('{Control>}z{/Control}')
  arrive()
  await eventually(() => expect(server.rows.lead?.[0]?.campaign).toBe(before))
})

it('keeps a refused amount as it was pasted, out of the sum, until it is taken back', async () => {
  const { user } = openSheet('name,service_value', ({ model, rows }) => {
    const field = model.entities.lead?.fields.find(({ name }) => name === 'service_value')
    if (field) field.min = 0
    for (const row of rows.lead ?? []) row.service_value = '100.00'
  })
  const grid = await focusGrid()
  await user.keyboard('{ArrowRight}')
  paste(grid, '-5\n30')
  await eventually(() =>
    expect(grid.querySelector('[aria-invalid=true]')).toHaveTextContent(/^-5$|^-5[^,]/),
  )
  await eventually(() => expect(screen.getByText('Σ 30')).toBeVisible())
  await user.keyboard('{Control>}z{/Control}')
  await eventually(() => expect(grid.querySelector('[aria-invalid=true]')).toBeNull())
  await eventually(() => expect(screen.getByText('Σ 200')).toBeVisible())
})

it('finds linked records by the titles that were pasted', async () => {
  const { user, server, client } = openSheet()
  const grid = await focusGrid()
  await client.fetchQuery(modelQuery)
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}')
  paste(grid, 'av. paulista\nLua')
  await eventually(() =>
    expect(server.rows.lead?.[0]?.service_unit).toMatchObject({ title: 'Av. Paulista' }),
  )
  await user.keyboard('{ArrowDown}')
  await eventually(() =>
    expect(grid.querySelector('[data-slot=cell-fault]')).toHaveTextContent(
      'Nenhum registro se chama “Lua”.',
    ),
  )
})

it('sends again without the row the server refused, and marks that one', async () => {
  const { user, server } = openSheet('name,campaign', ({ model }) => {
    expect(model.entities.lead).toBeDefined()
  })
  const grid = await focusGrid()
  const real = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const sent = init?.method === 'PATCH' ? JSON.parse(String(init.body)) : []
    const at = sent.findIndex((row: { campaign?: string }) => row.campaign === 'Proibida')
    if (at < 0) return real(input, init)
    const errors = [{ path: `${at}.campaign`, code: 'closed', message: 'Esta campanha acabou.' }]
    return new Response(JSON.stringify({ status: 422, code: 'invalid', errors }), {
      status: 422,
      headers: { 'Content-Type': 'application/problem+json' },
    })
  }
  await user.keyboard('{ArrowRight}')
  paste(grid, 'Um\nProibida\nTrês')
  await eventually(() => expect(server.rows.lead?.[2]?.campaign).toBe('Três'))
  expect(server.rows.lead?.[0]?.campaign).toBe('Um')
  expect(grid.querySelector('[aria-invalid=true]')).toHaveTextContent('Proibida')
  globalThis.fetch = real
})

it('fills down and clears', async () => {
  const { user, server } = openSheet()
  await focusGrid()
  await user.keyboard('{ArrowRight}X{Enter}')
  await eventually(() => expect(server.rows.lead?.[0]?.campaign).toBe('X'))
  await user.keyboard('{ArrowUp}{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Control>}d{/Control}')
  await eventually(() => expect(server.rows.lead?.[2]?.campaign).toBe('X'))
  await user.keyboard('{Delete}')
  await eventually(() =>
    expect(server.rows.lead?.slice(0, 3).map((row) => row.campaign)).toEqual([null, null, null]),
  )
})

it('asks for what a new row must have, keeps it, then creates it', async () => {
  const { user, server } = openSheet()
  const grid = await focusGrid()
  const count = server.rows.lead?.length ?? 0
  await user.keyboard('{Control>}{End}{/Control}{Home}{ArrowRight}Verão{Enter}{ArrowUp}{ArrowUp}')
  await eventually(() => expect(screen.getByText('1 célula com erro')).toBeVisible())
  expect(server.rows.lead).toHaveLength(count)
  await user.click(screen.getByRole('button', { name: 'Ir ao próximo erro' }))
  await eventually(() =>
    expect(grid.querySelector('[data-slot=cell-fault]')).toHaveTextContent('Preencha Nome do lead'),
  )
  await user.keyboard('Nina Prado{Enter}{ArrowUp}{ArrowUp}')
  await eventually(() => expect(server.rows.lead).toHaveLength(count + 1))
  const made = server.rows.lead?.find((row) => row.name === 'Nina Prado')
  expect(made).toMatchObject({ campaign: 'Verão' })
})

it('says why a value cannot be changed', async () => {
  const { user } = openSheet('name,created_at')
  await focusGrid()
  await user.keyboard('{ArrowRight}7')
  expect(await screen.findByText(/não pode ser alterado aqui/)).toBeVisible()
})

it('lets Tab leave after Escape', async () => {
  const { user } = openSheet()
  const grid = await focusGrid()
  await user.keyboard('{Tab}')
  expect(grid).toHaveAttribute('aria-activedescendant', expect.stringMatching(/-0-1$/))
  await user.keyboard('{Escape}{Tab}')
  expect(grid).not.toHaveFocus()
})
