// @vitest-environment node
import { expect, it } from 'vitest'
import { parseUrl, urlHref, urlText } from './url'

it.each([
  ['www.clinica.com.br', 'https://www.clinica.com.br'],
  ['clinica.com.br/agenda?dia=1', 'https://clinica.com.br/agenda?dia=1'],
  ['HTTP://Clinica.com/Agenda', 'http://clinica.com/Agenda'],
  ['clinica.com:8080/a', 'https://clinica.com:8080/a'],
  ['https://instagram.com/clinica#topo', 'https://instagram.com/clinica#topo'],
])('%s is %s', (text, value) => {
  expect(parseUrl(text)).toEqual({ ok: true, value })
})

it.each([
  ['javascript:alert(1)', 'url'],
  ['java\tscript:alert(1)', 'url'],
  ['data:text/html,a', 'url'],
  ['mailto:a@b.com', 'url'],
  ['ftp://clinica.com', 'url'],
  ['clinica', 'url'],
  ['duas palavras.com', 'url'],
  ['https://', 'url'],
  ['https://clinica.com\u202e/a', 'url'],
  ['https://ana:senha@clinica.com', 'url_credentials'],
  ['https://@clinica.com', 'url_credentials'],
])('%s is %s', (text, code) => {
  expect(parseUrl(text)).toEqual({ ok: false, code })
})

it('opens http and https only', () => {
  expect(urlHref('https://clinica.com')).toBe('https://clinica.com')
  expect(urlHref('javascript:alert(1)')).toBeNull()
  expect(urlHref(' javascript:alert(1)//https://')).toBeNull()
  expect(urlText('https://www.clinica.com.br/')).toBe('clinica.com.br')
})
