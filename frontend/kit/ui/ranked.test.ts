import { expect, it } from 'vitest'
import { ranked } from './ranked'

const same = (text: string) => text

it('puts the whole first, then beginnings, then beginnings of words, then the rest', () => {
  const labels = ['Desqualificado', 'Pré-qualificado', 'Qualificado', 'Muito qualificado', 'QUALIF']
  expect(ranked(labels, 'qualif', same)).toEqual([
    'QUALIF',
    'Qualificado',
    'Pré-qualificado',
    'Muito qualificado',
    'Desqualificado',
  ])
})

it('counts neither accents nor case, and leaves out what does not match', () => {
  expect(ranked(['São Paulo', 'Santos', 'Itu'], 'SAO', same)).toEqual(['São Paulo'])
  expect(ranked(['b', 'a'], ' ', same)).toEqual(['b', 'a'])
})

it('keeps what the server found by other columns, last', () => {
  expect(ranked(['Bia', 'Mariana', 'Ana'], 'ana', same, true)).toEqual(['Ana', 'Mariana', 'Bia'])
})
