// @vitest-environment node
import { expect, it } from 'vitest'
import { parsePosition } from './position'

it('keeps every digit of a rank and no needless zero', () => {
  expect(parsePosition('12,5000', 'pt-BR')).toEqual({ ok: true, value: '12.5' })
  expect(parsePosition('12,000', 'pt-BR')).toEqual({ ok: true, value: '12' })
  expect(parsePosition('100', 'pt-BR')).toEqual({ ok: true, value: '100' })
  const long = `1,${'3'.repeat(30)}`
  expect(parsePosition(long, 'pt-BR')).toEqual({ ok: true, value: `1.${'3'.repeat(30)}` })
  expect(parsePosition(`${long}3`, 'pt-BR')).toEqual({ ok: false, code: 'position' })
  expect(parsePosition('primeiro', 'pt-BR')).toEqual({ ok: false, code: 'position' })
})
