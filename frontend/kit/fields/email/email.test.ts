// @vitest-environment node
import { expect, it } from 'vitest'
import { parseEmail } from './email'

it.each([
  ['ana@clinica.com.br', 'ana@clinica.com.br'],
  ['  Ana.Prado@Clinica.COM.br ', 'Ana.Prado@clinica.com.br'],
  ['Ana Prado <ana@clinica.com.br>', 'ana@clinica.com.br'],
  ['mailto:ana@clinica.com.br', 'ana@clinica.com.br'],
  ['ana+leads@clinica.com', 'ana+leads@clinica.com'],
  ['joão@clínica.com.br', 'joão@clínica.com.br'],
])('%s is %s', (text, value) => {
  expect(parseEmail(text)).toEqual({ ok: true, value })
})

it.each([
  'ana',
  'ana@',
  '@clinica.com',
  'ana@clinica',
  'ana@@clinica.com',
  'ana@clinica.com, bia@clinica.com',
  'ana@clinica..com',
  'ana..prado@clinica.com',
  '.ana@clinica.com',
  'ana prado@clinica.com',
  'ana@-clinica.com',
  'ana@clinica.c',
  `${'a'.repeat(250)}@a.co`,
])('%s is no address', (text) => {
  expect(parseEmail(text)).toEqual({ ok: false, code: 'email' })
})
