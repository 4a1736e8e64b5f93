// @vitest-environment node
import { expect, it } from 'vitest'
import { parseInteger } from './integer'

it.each([
  ['1.250', 1250],
  ['1250', 1250],
  ['-3', -3],
  ['12,00', 12],
  ['0', 0],
  ['-0', 0],
  ['9007199254740991', 9007199254740991],
])('%s is %s', (text, value) => {
  expect(parseInteger(text, 'pt-BR')).toEqual({ ok: true, value })
})

it.each([
  ['12,5', 'integer'],
  ['1.25', 'integer'],
  ['doze', 'integer'],
  ['9007199254740992', 'number_limit'],
])('%s is %s', (text, code) => {
  expect(parseInteger(text, 'pt-BR')).toEqual({ ok: false, code })
})
