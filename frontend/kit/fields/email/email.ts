/** One e-mail address, as typed or as pasted from a letter's head. Pure; the server has the last word. */
import { type Parsed } from '../contract'

const LONGEST = 254
const ADDRESS = /^[^\s@<>(),;:"[\]\\]+@(?:[^\s@.,;:"()[\]\\/<>]+\.)+[^\s@.,;:"()[\]\\/<>\d-]{2,}$/u

/** "Ana <ana@clinica.com.br>" and "mailto:ana@clinica.com.br" are the address alone; the domain is lower case. */
export function parseEmail(text: string): Parsed<string> {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: true, value: null }
  const bare = (/<([^<>]*)>$/.exec(trimmed)?.[1] ?? trimmed).replace(/^mailto:/i, '').trim()
  const [local = '', domain = ''] = bare.split('@')
  const isAddress =
    ADDRESS.test(bare) &&
    bare.length <= LONGEST &&
    !local.includes('..') &&
    !/^\.|\.$/.test(local) &&
    !/(?:^|\.)-|-\./.test(domain)
  return isAddress
    ? { ok: true, value: `${local}@${domain.toLowerCase()}` }
    : { ok: false, code: 'email' }
}
