/** What a view and its address change of a board: deadlines in words, colours, columns by another field. */
import { screen, within } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { type ViewPlan } from '../../meta/plan'
import { type FakeServer } from '../../testing/fake-server'
import { renderKit } from '../../testing/render-kit'
import { type ViewState } from '../contract'
import { KanbanView } from './kanban-view'

// Scrolling needs a layout; without one it only warns.
vi.mock('@atlaskit/pragmatic-drag-and-drop-auto-scroll/element', () => ({
  autoScrollForElements: () => () => undefined,
}))

beforeEach(() => localStorage.clear())

function openBoard(
  prepare: (server: FakeServer) => void,
  state: ViewState = {},
  change: Partial<ViewPlan> = {},
) {
  return renderKit(
    ({ lead }) => (
      <KanbanView
        entity={lead}
        view={{ ...(lead.views.find((view) => view.kind === 'kanban') as ViewPlan), ...change }}
        state={state}
        setState={() => undefined}
        openRecord={() => undefined}
        createRecord={() => undefined}
        patchView={() => undefined}
      />
    ),
    prepare,
  )
}

const column = (label: string) => screen.findByRole('region', { name: new RegExp(`^${label},`) })
const allWith = (values: object) => (server: FakeServer) => {
  for (const row of server.rows.lead ?? []) Object.assign(row, values)
}

it('says what is late and what comes within the hour, where the view names the date', async () => {
  const settings = { due: 'next_contact_at' }
  openBoard(
    ({ rows }) => {
      const [late, soon] = rows.lead ?? []
      if (!late || !soon) return
      Object.assign(late, { stage: 'active', next_contact_at: '2026-11-22T12:00:00Z' })
      Object.assign(soon, { stage: 'negotiation', next_contact_at: '2026-11-23T14:20:00Z' })
      rows.lead = [late, soon]
    },
    {},
    { settings },
  )
  expect(within(await column('Ativos')).getByText('Atrasado 1 dia')).toBeVisible()
  expect(within(await column('Em negociação')).getByText('Até 11:20')).toBeVisible()
})

it('has no deadline where the work is over', async () => {
  openBoard(
    allWith({ stage: 'closed', next_contact_at: '2026-11-20T12:00:00Z' }),
    {},
    { settings: { due: 'next_contact_at' } },
  )
  await column('Fechados')
  expect(screen.queryByText(/^Atrasado/)).toBeNull()
})

it('has columns by another field, as the address says', async () => {
  openBoard(allWith({ channel: 'site' }), { group: 'channel' })
  expect(within(await column('Site')).getAllByRole('link').length).toBeGreaterThan(0)
  expect(screen.queryByRole('region', { name: /^Ativos,/ })).toBeNull()
})

it('gives a card the colour of the rule that holds', async () => {
  openBoard(allWith({ stage: 'new', $color: 'amber' }))
  const [card] = within(await column('Novos leads')).getAllByRole('listitem')
  expect(card?.querySelector('[data-card]')).toHaveAttribute('data-hue', 'amber')
})
