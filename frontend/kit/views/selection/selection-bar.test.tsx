/** Changing many at once: one request, one notice with the way back, and an honest answer when it is refused. */
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { type EntityPlan, type ViewPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { eventually, renderKit } from '../../testing/render-kit'
import { askedOf } from '../asked'
import { SelectionBar } from './selection-bar'
import { useSelection } from './use-selection'

type Sent = Record<string, unknown>
const problemType = { 'Content-Type': 'application/problem+json' }

function openBar(answers: (sent: Sent) => Response, total = 12) {
  const bodies: Sent[] = []
  const opened: string[] = []
  function Bar({ entity, rows }: { entity: EntityPlan; rows: readonly Row[] }) {
    const [start] = useState(() => rows.slice(0, 3))
    const view = entity.views.find((one) => one.kind === 'list') as ViewPlan
    const selection = useSelection(start, 'all')
    return (
      <>
        <button type="button" onClick={selection.togglePage}>
          marcar
        </button>
        <SelectionBar
          entity={entity}
          view={view}
          state={{}}
          openRecord={(id) => opened.push(id)}
          asked={askedOf(entity, view, {})}
          selection={selection}
          rows={start}
          count={{ value: total, capped: false }}
        />
      </>
    )
  }
  const kit = renderKit(
    ({ lead, server }) => <Bar entity={lead} rows={server.rows.lead ?? []} />,
    (server) => {
      globalThis.fetch = async (input, init) => {
        if (!String(input).includes('/bulk')) return server.fetch(input, init)
        const sent = JSON.parse(String(init?.body)) as Sent
        bodies.push(sent)
        return answers(sent)
      }
    },
  )
  const ids = kit.server.rows.lead?.slice(0, 3).map((row) => row.id) ?? []
  return { user: userEvent.setup(), bodies, opened, ids, ...kit }
}

/** In the notice, and read aloud. */
const said = async (text: string) => expect(await screen.findAllByText(text)).not.toHaveLength(0)
const done = (changed: number) =>
  Response.json({ data: { changed, unchanged: 0, change_set: 'cs-1' } })

it('throws all chosen into the trash in one request, with one way back', async () => {
  const { user, bodies, ids } = openBar(() => done(3))
  await user.click(await screen.findByRole('button', { name: 'marcar' }))
  await user.click(await screen.findByRole('button', { name: 'Lixeira' }))
  await said('3 registros na lixeira')
  expect(bodies).toEqual([{ ids, delete: true }])
  expect(await screen.findByRole('button', { name: /Desfazer/ })).toBeVisible()
  await eventually(() => expect(screen.queryByText('3 selecionados')).toBeNull())
})

it('takes all the filter finds, and says how many that may be', async () => {
  const { user, bodies } = openBar(() => done(12))
  await user.click(await screen.findByRole('button', { name: 'marcar' }))
  await user.click(await screen.findByRole('button', { name: 'Selecionar todos os 12' }))
  expect(screen.getByText('12 selecionados')).toBeVisible()
  await user.keyboard('m')
  await user.click(await screen.findByRole('menuitem', { name: 'Ativos' }))
  await eventually(() =>
    expect(bodies).toEqual([
      { filter: 'true', expect_at_most: 12, move: { stage: 'active', pipeline: 'sales' } },
    ]),
  )
})

it('names the records in the way, and changes the others when told to', async () => {
  const { user, bodies, ids, server } = openBar((sent) =>
    (sent.ids as string[]).length === 3
      ? Response.json(
          {
            status: 422,
            code: 'gate',
            errors: [
              {
                path: 'fields.service_value',
                code: 'required',
                message: 'Preencha Valor do serviço.',
                records: [(sent.ids as string[])[1]],
                record_count: 1,
              },
            ],
          },
          { status: 422, headers: problemType },
        )
      : done(2),
  )
  await user.click(await screen.findByRole('button', { name: 'marcar' }))
  await user.keyboard('m')
  await user.click(await screen.findByRole('menuitem', { name: 'Em negociação' }))
  const dialog = await screen.findByRole('dialog', { name: 'Nada mudou' })
  const blocked = String(server.rows.lead?.find((row) => row.id === ids[1])?.name)
  expect(within(dialog).getByRole('button', { name: blocked })).toBeVisible()
  expect(within(dialog).getByText('Preencha Valor do serviço.')).toBeVisible()
  await user.click(within(dialog).getByRole('button', { name: 'Deixar de fora e mudar 2' }))
  await said('2 registros movidos para Em negociação')
  expect(bodies[1]?.ids).toEqual([ids[0], ids[2]])
})

it('asks once for what all of them lack', async () => {
  const { user, bodies } = openBar((sent) =>
    (sent.move as { fields?: unknown }).fields === undefined
      ? Response.json(
          {
            status: 422,
            code: 'gate',
            errors: [
              {
                path: 'fields.campaign',
                code: 'required',
                message: 'Preencha Campanha.',
                records: sent.ids,
                record_count: 3,
              },
            ],
          },
          { status: 422, headers: problemType },
        )
      : done(3),
  )
  await user.click(await screen.findByRole('button', { name: 'marcar' }))
  await user.keyboard('m')
  await user.click(await screen.findByRole('menuitem', { name: 'Ativos' }))
  const dialog = await screen.findByRole('dialog', { name: 'Nada mudou' })
  await user.click(within(dialog).getByRole('button', { name: 'Preencher e tentar de novo' }))
  expect(bodies).toHaveLength(1)
  await user.type(await within(dialog).findByLabelText(/Campanha/), 'Inverno')
  await user.click(within(dialog).getByRole('button', { name: 'Preencher e tentar de novo' }))
  await said('3 registros movidos para Ativos')
  expect(bodies[1]?.move).toEqual({
    stage: 'active',
    pipeline: 'sales',
    fields: { campaign: 'Inverno' },
  })
})

it('offers nothing to fill in where no such move is', async () => {
  const { user } = openBar((sent) =>
    Response.json(
      {
        status: 422,
        code: 'transition_not_allowed',
        errors: [
          {
            path: 'stage',
            code: 'transition_not_allowed',
            message: 'O funil não permite este movimento.',
            records: sent.ids,
            record_count: 3,
          },
        ],
      },
      { status: 422, headers: problemType },
    ),
  )
  await user.click(await screen.findByRole('button', { name: 'marcar' }))
  await user.keyboard('m')
  await user.click(await screen.findByRole('menuitem', { name: 'Fechados' }))
  const dialog = await screen.findByRole('dialog', { name: 'Nada mudou' })
  expect(within(dialog).getByText('O funil não permite este movimento.')).toBeVisible()
  expect(within(dialog).queryByRole('button', { name: /Preencher|Deixar de fora/ })).toBeNull()
})
