/** A web address: http or https only, so that a press can never run a script. Pure. */
import { type Parsed } from '../contract'

const LONGEST = 2000
const UNSAFE = /[\s<>"\\^`{|}\p{Cf}\p{Cc}]/u

/** A bare "www.clinica.com.br" gets https://. */
export function parseUrl(text: string): Parsed<string> {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: true, value: null }
  const full = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed) ? trimmed : `https://${trimmed}`
  const rest = /^(https?):\/\/(.*)$/i.exec(full)
  if (!rest || UNSAFE.test(full) || full.length > LONGEST || !URL.canParse(full))
    return { ok: false, code: 'url' }
  const found = new URL(full)
  if (found.username !== '' || found.password !== '' || /^[^/?#]*@/.test(rest[2] ?? ''))
    return { ok: false, code: 'url_credentials' }
  if (!found.hostname.includes('.')) return { ok: false, code: 'url' }
  const [, host = '', tail = ''] = /^([^/?#]*)(.*)$/.exec(rest[2] ?? '') ?? []
  return { ok: true, value: `${rest[1]?.toLowerCase()}://${host.toLowerCase()}${tail}` }
}

/** Without what everybody knows: "clinica.com.br/agenda". */
export const urlText = (value: string) =>
  value.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '')

/** Never trust a stored value to be safe to open. */
export const urlHref = (value: string | null) =>
  value !== null && /^https?:\/\//i.test(value) ? value : null
