import { expect, it } from 'vitest'
import { goKeys } from './go-keys'

it('takes the first free letter of each name, then the place', () => {
  expect(goKeys(['Leads', 'Agenda', 'Lembretes', 'Ângulo', 'LE'])).toEqual([
    'l',
    'a',
    'e',
    'n',
    '5',
  ])
  expect(goKeys(['Gg', '日程'])).toEqual(['1', '2'])
})
