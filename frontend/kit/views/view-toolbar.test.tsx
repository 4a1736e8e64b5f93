/** The bar by keyboard: conditions made, changed and taken away, text checked by the server, order, columns. */
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { type ViewPlan } from '../meta/plan'
import { eventually, renderKit } from '../testing/render-kit'
import { type ViewPatch, type ViewState } from './contract'
import { ViewToolbar } from './view-toolbar'

interface Start {
  state?: ViewState
  view?: Partial<ViewPlan>
  answer?: (path: string) => Response | null
}

function openBar({ state: start = {}, view: more = {}, answer = () => null }: Start = {}) {
  const seen: { state: ViewState; patches: ViewPatch[] } = { state: start, patches: [] }
  function Bar({ entity }: { entity: Parameters<typeof ViewToolbar>[0]['entity'] }) {
    const [state, setState] = useState(start)
    const list = entity.views.find((view) => view.kind === 'list') as ViewPlan
    return (
      <ViewToolbar
        entity={entity}
        view={{ ...list, ...more }}
        state={state}
        setState={(change) => {
          seen.state = { ...seen.state, ...change }
          setState(seen.state)
        }}
        patchView={(patch) => seen.patches.push(patch)}
      />
    )
  }
  const kit = renderKit(
    ({ lead }) => <Bar entity={lead} />,
    (server) => {
      globalThis.fetch = async (input, init) =>
        answer(decodeURIComponent(String(input).replaceAll('+', ' '))) ?? server.fetch(input, init)
    },
  )
  return { user: userEvent.setup(), seen, ...kit }
}

it('makes a condition without a mouse: f, the field, the option', async () => {
  const { user, seen } = openBar()
  await user.keyboard('f')
  await user.type(await screen.findByRole('combobox', { name: 'Buscar campo' }), 'canal{Enter}')
  const options = await screen.findByRole('combobox', { name: 'Buscar Canal' })
  await user.type(options, 'site{Enter}')
  await eventually(() => expect(seen.state.filter).toBe("channel = 'site'"))
  await user.clear(options)
  await user.type(options, 'insta{Enter}')
  await eventually(() => expect(seen.state.filter).toBe("channel in ('instagram'; 'site')"))
  expect(await screen.findByRole('button', { name: /Canal é um de Instagram, Site/ })).toBeVisible()
})

it('says a condition in words and takes it away with Backspace', async () => {
  const { user, seen } = openBar({
    state: { filter: "channel = 'site' and last_days(created_at; 60) and owner = $me" },
  })
  const chip = await screen.findByRole('button', { name: /Criado em nos últimos 60 dias/ })
  expect(screen.getByRole('button', { name: /Proprietário do lead é Eu/ })).toBeVisible()
  chip.focus()
  await user.keyboard('{Backspace}')
  expect(seen.state.filter).toBe("channel = 'site' and owner = $me")
})

it('takes a condition away when nothing is chosen in it any more', async () => {
  const { user, seen } = openBar({ state: { filter: "channel = 'site' and city = 'Santos'" } })
  await user.click(await screen.findByRole('button', { name: /Canal é Site/ }))
  await user.type(await screen.findByRole('combobox', { name: 'Buscar Canal' }), 'site{Enter}')
  expect(seen.state.filter).toBe("channel = 'site' and city = 'Santos'")
  await user.keyboard('{Escape}')
  await eventually(() => expect(seen.state.filter).toBe("city = 'Santos'"))
})

it('goes back to no filter of its own, and to the saved one', async () => {
  const { user, seen } = openBar({ view: { filter: "channel = 'site'" } })
  const chip = await screen.findByRole('button', { name: /Canal é Site/ })
  chip.focus()
  await user.keyboard('{Delete}')
  expect(seen.state.filter).toBe('')
  await user.click(screen.getByRole('button', { name: 'Voltar ao filtro da visão' }))
  expect(seen.state.filter).toBeUndefined()
})

it('keeps what no chip can edit as text, and shows what the server says of it', async () => {
  const { user, seen } = openBar({
    state: { filter: "channel = 'site' and (city = 'a' or district = 'b')" },
    answer: (path) =>
      path.includes('city = =')
        ? Response.json(
            {
              status: 422,
              code: 'invalid',
              errors: [{ path: 'filter', code: 'syntax', message: 'O sinal = não cabe aqui.' }],
            },
            { status: 422, headers: { 'Content-Type': 'application/problem+json' } },
          )
        : null,
  })
  await user.click(await screen.findByRole('button', { name: /^Avançado/ }))
  const text = await screen.findByLabelText('Filtro em texto')
  expect(text).toHaveValue("city = 'a' or district = 'b'")
  await user.clear(text)
  await user.type(text, 'city = = 3')
  await user.click(screen.getByRole('button', { name: /Aplicar/ }))
  expect(await screen.findByText('O sinal = não cabe aqui.')).toBeVisible()
  expect(seen.state.filter).toBe("channel = 'site' and (city = 'a' or district = 'b')")
  await user.clear(text)
  await user.type(text, "city = 'Santos'")
  await user.click(screen.getByRole('button', { name: /Aplicar/ }))
  await eventually(() => expect(seen.state.filter).toBe("channel = 'site' and city = 'Santos'"))
})

it('orders by several keys', async () => {
  const { user, seen } = openBar()
  await user.click(await screen.findByRole('button', { name: 'Ordenar' }))
  await user.type(await screen.findByRole('combobox', { name: 'Adicionar ordem' }), 'valor{Enter}')
  expect(seen.state.sort).toBe('-created_at,service_value')
  await user.click(await screen.findByRole('button', { name: /Crescente, Sentido de Valor/ }))
  expect(seen.state.sort).toBe('-created_at,-service_value')
  screen.getByRole('button', { name: /^Mover Valor do serviço/ }).focus()
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(seen.state.sort).toBe('-service_value,-created_at')
  await user.click(screen.getByRole('button', { name: 'Voltar à ordem da visão' }))
  expect(seen.state.sort).toBeUndefined()
})

it('shows, hides and moves columns', async () => {
  const { user, seen } = openBar({ view: { columns: ['name', 'stage', 'channel'] } })
  await user.click(await screen.findByRole('button', { name: 'Exibição' }))
  await user.click(await screen.findByRole('button', { name: /^Colunas/ }))
  await user.click(screen.getByRole('button', { name: 'Mostrar Cidade' }))
  expect(seen.state.columns).toBe('name,stage,channel,city')
  screen.getByRole('button', { name: /^Mover Cidade/ }).focus()
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(seen.state.columns).toBe('name,stage,city,channel')
  await user.click(screen.getByRole('button', { name: 'Ocultar Etapa' }))
  expect(seen.state.columns).toBe('name,city,channel')
  await user.click(screen.getByRole('button', { name: 'Voltar às colunas da visão' }))
  expect(seen.state.columns).toBeUndefined()
})

it('makes a colour rule with the same editor, kept once it says when', async () => {
  const { user, seen } = openBar()
  await user.click(await screen.findByRole('button', { name: 'Exibição' }))
  await user.click(await screen.findByRole('button', { name: /^Cores/ }))
  await user.click(await screen.findByRole('button', { name: 'Adicionar regra de cor' }))
  expect(seen.patches).toEqual([])
  const panel = screen.getByRole('list', { name: 'Cores' })
  await user.click(within(panel).getByRole('button', { name: 'Condição' }))
  await user.type(await screen.findByRole('combobox', { name: 'Buscar campo' }), 'canal{Enter}')
  await user.type(await screen.findByRole('combobox', { name: 'Buscar Canal' }), 'site{Enter}')
  await eventually(() =>
    expect(seen.patches).toEqual([{ color_rules: [{ when: "channel = 'site'", color: 'red' }] }]),
  )
})
