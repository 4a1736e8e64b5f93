// @vitest-environment node
import { expect, it } from 'vitest'
import { isCpf, maskCpf, parseCpf } from './cpf'

// 529.982.247-25: by hand, 5*10+2*9+9*8+9*7+8*6+2*5+2*4+4*3+7*2 = 295, 2950 mod 11 = 2; with it 347, 3470 mod 11 = 5.
it.each(['52998224725', '11144477735', '12345678909'])('%s exists', (digits) => {
  expect(isCpf(digits)).toBe(true)
})

it.each(['52998224726', '52998224735', '11111111111', '00000000000', '5299822472'])(
  '%s does not',
  (digits) => {
    expect(isCpf(digits)).toBe(false)
  },
)

it.each(['529.982.247-25', '52998224725', ' 529 982 247 25 ', 'CPF: 529.982.247-25'])(
  'reads %s',
  (text) => {
    expect(parseCpf(text)).toEqual({ ok: true, value: '52998224725' })
  },
)

it('says what is wrong', () => {
  expect(parseCpf('529.982.247-2')).toEqual({ ok: false, code: 'cpf.length' })
  expect(parseCpf('529.982.247-255')).toEqual({ ok: false, code: 'cpf.length' })
  expect(parseCpf('529.982.247-26')).toEqual({ ok: false, code: 'cpf' })
  expect(parseCpf('abc52998224725')).toEqual({ ok: false, code: 'cpf.length' })
})

it.each([
  ['529', '529'],
  ['5299', '529.9'],
  ['529982247', '529.982.247'],
  ['5299822472', '529.982.247-2'],
  ['52998224725', '529.982.247-25'],
  ['CPF 529.982.247-25', '529.982.247-25'],
])('%s is drawn as %s', (text, shown) => {
  expect(maskCpf(text)).toBe(shown)
})
