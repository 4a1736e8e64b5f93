// @vitest-environment node
import { expect, it } from 'vitest'
import { isCnpj, maskCnpj, parseCnpj } from './cnpj'

// 12ABC34501DE35 is the example of the Receita Federal for the alphanumeric number.
it.each(['11222333000181', '12ABC34501DE35', '00000000000191'])('%s exists', (plain) => {
  expect(isCnpj(plain)).toBe(true)
})

it.each(['11222333000182', '12ABC34501DE36', '12ABC34501DEA5', '00000000000000', '1122233300018'])(
  '%s does not',
  (plain) => {
    expect(isCnpj(plain)).toBe(false)
  },
)

it.each([
  ['11.222.333/0001-81', '11222333000181'],
  ['11222333000181', '11222333000181'],
  ['12.abc.345/01de-35', '12ABC34501DE35'],
  ['CNPJ: 11.222.333/0001-81', '11222333000181'],
])('reads %s', (text, value) => {
  expect(parseCnpj(text)).toEqual({ ok: true, value })
})

it('says what is wrong', () => {
  expect(parseCnpj('11.222.333/0001-8')).toEqual({ ok: false, code: 'cnpj.length' })
  expect(parseCnpj('11.222.333/0001-82')).toEqual({ ok: false, code: 'cnpj' })
})

it.each([
  ['11', '11'],
  ['112', '11.2'],
  ['11222333', '11.222.333'],
  ['112223330001', '11.222.333/0001'],
  ['12abc34501de35', '12.ABC.345/01DE-35'],
])('%s is drawn as %s', (text, shown) => {
  expect(maskCnpj(text)).toBe(shown)
})
