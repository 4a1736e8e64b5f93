import { expect, it } from 'vitest'
import { otherZone } from './zone-note'

const context = {
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  now: () => new Date('2026-11-23T13:42:00Z'),
}

it('says nothing where both clocks show the same time', () => {
  expect(otherZone(context, 'America/Sao_Paulo')).toBeNull()
  expect(otherZone(context, 'America/Argentina/Buenos_Aires')).toBeNull()
})

// The words are the browser's, and change with its edition.
it('names the zone of the clinic on a device of another', () => {
  expect(otherZone(context, 'Europe/Lisbon')).toMatch(/^Horário (Padrão )?de Brasília$/)
  expect(otherZone(context, 'America/Manaus')).toMatch(/^Horário (Padrão )?de Brasília$/)
})
