// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { maskPhone, parsePhone } from './phone'

describe('reading a phone', () => {
  it.each([
    ['(11) 90412-7783', '+5511904127783'],
    ['11904127783', '+5511904127783'],
    ['011 90412 7783', '+5511904127783'],
    ['+55 11 90412-7783', '+5511904127783'],
    ['55 (11) 90412-7783', '+5511904127783'],
    ['https://wa.me/5511904127783', '+5511904127783'],
    ['(11) 3907-2145', '+551139072145'],
    ['(11) 8412-7783', '+5511984127783'],
    ['+351 912 345 678', '+351912345678'],
    ['\u202a+55 11 90412-7783\u202c', '+5511904127783'],
  ])('%s', (typed, value) => {
    expect(parsePhone(typed)).toEqual({ ok: true, value })
  })

  it.each([
    ['(11) 3907-21', 'phone.short'],
    ['119041277831', 'phone.long'],
    ['(10) 90412-7783', 'phone.area'],
    ['abc', 'phone.invalid'],
    ['+1 2', 'phone.invalid'],
    ['11 80412-77831', 'phone.long'],
  ])('%s is %s', (typed, code) => {
    expect(parsePhone(typed)).toEqual({ ok: false, code })
  })

  it('takes nothing as no phone', () => {
    expect(parsePhone('  ')).toEqual({ ok: true, value: null })
  })
})

describe('mask while typing', () => {
  it.each([
    ['', ''],
    ['1', '(1'],
    ['11', '(11'],
    ['119', '(11) 9'],
    ['1139072145', '(11) 3907-2145'],
    ['11904127783', '(11) 90412-7783'],
    ['5511904127783', '(11) 90412-7783'],
    ['+351912', '+351912'],
  ])('%s -> %s', (typed, shown) => {
    expect(maskPhone(typed)).toBe(shown)
  })
})
