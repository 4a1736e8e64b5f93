import { expect, it } from 'vitest'
import { groupsOf } from './groups'

const words = { upcoming: 'Próximos', today: 'Hoje' }
const context = {
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  now: () => new Date('2026-11-23T13:42:00Z'),
}
const at = (...moments: string[]) =>
  moments.map((moment) => ({ kind: 'x', id: moment, at: moment }))

it('goes from what is to come over today to months', () => {
  const groups = groupsOf(
    at(
      '2026-11-25T13:30:00Z',
      '2026-11-23T12:00:00Z',
      '2026-11-21T20:40:00Z',
      '2026-10-01T12:00:00Z',
    ),
    context,
    words,
  )
  expect(groups.map(({ key, label }) => [key, label])).toEqual([
    ['upcoming', 'Próximos'],
    ['today', 'Hoje'],
    ['2026-11', 'Novembro de 2026'],
    ['2026-10', 'Outubro de 2026'],
  ])
})

it('counts days in the zone of the clinic: 02:00 in UTC is still yesterday there', () => {
  const [group] = groupsOf(at('2026-11-24T02:00:00Z'), context, words)
  expect(group?.key).toBe('today')
  const [month] = groupsOf(at('2026-11-01T02:00:00Z'), context, words)
  expect(month?.label).toBe('Outubro de 2026')
})
