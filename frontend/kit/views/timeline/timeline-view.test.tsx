/** The timeline by keyboard: rows and stages, the days shown, and what it says in words. */
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { type ViewPlan } from '../../meta/plan'
import { type FakeServer } from '../../testing/fake-server'
import { renderKit } from '../../testing/render-kit'
import { type ViewPatch, type ViewState } from '../contract'
import { TimelineView } from './timeline-view'

function openTimeline(
  state: ViewState = {},
  prepare: (server: FakeServer) => void = () => undefined,
  change: Partial<ViewPlan> = {},
) {
  const opened: [string, string | undefined][] = []
  const changes: Partial<ViewState>[] = []
  const patches: ViewPatch[] = []
  const asked: URLSearchParams[] = []
  const kit = renderKit(
    ({ lead }) => (
      <TimelineView
        entity={lead}
        view={{ ...(lead.views.find((view) => view.kind === 'kanban') as ViewPlan), ...change }}
        state={{ as: 'timeline', ...state }}
        setState={(next) => changes.push(next)}
        openRecord={(id, mode) => opened.push([id, mode])}
        createRecord={() => undefined}
        patchView={(patch) => patches.push(patch)}
      />
    ),
    (server) => {
      const answer = server.fetch
      globalThis.fetch = (input, init) => {
        const url = new URL(String(input), 'http://localhost')
        if (url.pathname.startsWith('/api/views')) asked.push(url.searchParams)
        return answer(input, init)
      }
      prepare(server)
    },
  )
  return { user: userEvent.setup(), opened, changes, patches, asked, ...kit }
}

/** One lead: a day in the first stage, then over the three days of the next. */
function onlyOne({ rows }: FakeServer): void {
  const [first] = rows.lead ?? []
  if (!first) return
  Object.assign(first, {
    name: 'Ana Prado',
    stage: 'active',
    created_at: '2026-11-16T12:00:00Z',
    stage_since: '2026-11-17T12:00:00Z',
    next_contact_at: '2026-11-25T17:00:00Z',
  })
  rows.lead = [first]
}

it('asks once for the days it shows', async () => {
  const { asked } = openTimeline()
  await screen.findByRole('grid')
  expect(asked).toHaveLength(1)
  expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
    as: 'timeline',
    from: '2026-10-26',
    to: '2026-12-07',
  })
})

it('has a bar for each stage, with its days and its delay in words', async () => {
  openTimeline({}, onlyOne)
  const grid = await screen.findByRole('grid')
  const bars = within(grid).getAllByRole('button')
  expect(bars.map((bar) => bar.getAttribute('aria-label'))).toEqual([
    'Novos leads, de 16/11/2026, 09:00 a 17/11/2026, 09:00, 1 dia',
    'Ativos, de 17/11/2026, 09:00 a agora, 6 dias. 3 dias além do prazo',
  ])
})

it('marks the next step where the view names one', async () => {
  openTimeline(
    {},
    (server) => {
      onlyOne(server)
      Object.assign(server.rows.lead?.[0] ?? {}, { stage_since: '2026-11-22T12:00:00Z' })
    },
    { settings: { next: 'next_contact_at' } },
  )
  expect(await screen.findByText('Qua., 14:00')).toBeVisible()
})

it('walks with the arrows and opens', async () => {
  const { user, opened, server } = openTimeline({}, onlyOne)
  const grid = await screen.findByRole('grid')
  within(grid).getByRole('link', { name: 'Ana Prado' }).focus()
  await user.keyboard('{ArrowRight}')
  expect(within(grid).getByRole('button', { name: /^Novos leads/ })).toHaveFocus()
  await user.keyboard('{End} {Home}{Enter}')
  const id = server.rows.lead?.[0]?.id
  expect(opened).toEqual([
    [id, 'peek'],
    [id, 'page'],
  ])
})

it('goes through time in the address', async () => {
  const { user, changes } = openTimeline({ span: 'weeks', at: '2026-11-09' })
  await screen.findByRole('grid')
  await user.click(screen.getByRole('button', { name: 'Próximo período' }))
  await user.click(screen.getByRole('button', { name: 'Período anterior' }))
  await user.click(screen.getByRole('radio', { name: 'Trimestre' }))
  await user.click(screen.getByRole('button', { name: 'Hoje' }))
  expect(changes).toEqual([
    { at: undefined }, // 16 November is where weeks start by themselves
    { at: '2026-11-02' },
    { span: 'quarter', at: '2026-09-28' },
    { at: undefined },
  ])
})

it('is drawn by a date that was chosen', async () => {
  const { asked } = openTimeline({}, onlyOne, {
    settings: { start: 'next_contact_at' },
    patched: ['settings'],
  })
  const grid = await screen.findByRole('grid')
  expect(within(grid).getByRole('button')).toHaveAccessibleName(
    'Próximo contato: 25/11/2026, 14:00',
  )
  expect(asked[0]?.get('date')).toBe('next_contact_at')
})

it('says that these days are empty, and leads back', async () => {
  const { user, changes } = openTimeline({ at: '2020-01-06' })
  expect(await screen.findByText('Nada neste período')).toBeVisible()
  expect(screen.getByText('Nenhum registro entre 06/01/2020 e 16/02/2020.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Voltar para hoje' }))
  expect(changes).toEqual([{ at: undefined }])
})

it('says why it did not load', async () => {
  openTimeline({}, () => {
    globalThis.fetch = () => Promise.reject(new TypeError('no network'))
  })
  expect(await screen.findByRole('button', { name: 'Tentar de novo' })).toBeVisible()
})
