import { expect, it } from 'vitest'
import { type Command, findCommands, inOrder, meansCommand, rankOf } from './commands'

const command = (label: string, detail?: string): Command => ({
  key: label,
  group: 'go',
  label,
  detail,
  icon: 'list',
  run: () => undefined,
})

it('finds by beginnings, words and detail, without case and accents', () => {
  expect(rankOf(command('Funil comercial'), 'fu')).toBe(0)
  expect(rankOf(command('Criar orçamento'), 'ORCAM')).toBe(1)
  expect(rankOf(command('Todos', 'Procedimentos'), 'proced')).toBe(2)
  expect(rankOf(command('Todos', 'Procedimentos'), 'todos proced')).toBe(2)
  expect(rankOf(command('Todos'), 'zz')).toBeNull()
})

it('puts the best first and keeps the order of equals', () => {
  const all = [command('Ver lista'), command('Lista'), command('Minha lista', 'x'), command('Fim')]
  expect(findCommands(all, 'lista').map((one) => one.label)).toEqual([
    'Lista',
    'Ver lista',
    'Minha lista',
  ])
  expect(findCommands(all, '  ')).toHaveLength(4)
})

it('puts commands first only when no record begins like that', () => {
  expect(meansCommand([command('Criar lead')], [{ title: 'Bia' }], 'cri')).toBe(true)
  expect(meansCommand([command('Criar lead')], [{ title: 'Cristina' }], 'cri')).toBe(false)
  expect(meansCommand([command('Novo criador')], [], 'cri')).toBe(false)
})

it('shows a few of what hangs on records after the records', () => {
  const all = [false, true, false, false, false, true].map((isMain, id) => ({ id, isMain }))
  expect(inOrder(all).map((one) => one.id)).toEqual([1, 5, 0, 2, 3])
})
