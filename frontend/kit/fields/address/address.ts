/** A postal address in its parts: what they look like and when they cannot be right. Pure. */
import { type Json } from '../../meta/wire'

export const PARTS = [
  'cep',
  'street',
  'number',
  'complement',
  'district',
  'city',
  'state',
  'country',
] as const
export type Part = (typeof PARTS)[number]
export type Address = Partial<Record<Part, string>>

export const STATES =
  'AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO'.split(' ')

/** Without a country it is Brazil. */
export const isHome = (value: Address): boolean => (value.country ?? 'BR') === 'BR'

/** "01310-100" as far as it is typed. */
export function maskCep(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, 8)
  return digits.length > 5 ? `${digits.slice(0, 5)}-${digits.slice(5)}` : digits
}

const filled = (value: Address): Address =>
  Object.fromEntries(
    PARTS.flatMap((part) => {
      const text = value[part]?.trim()
      return text ? [[part, text]] : []
    }),
  )

/** A country alone is no address. */
export const isBlank = (value: Address): boolean =>
  Object.keys(filled(value)).every((part) => part === 'country')

export const addressWire = (value: Address | null): Json =>
  value === null || isBlank(value) ? null : (filled(value) as Record<string, string>)

/** "Av. Paulista, 1578, cj 21, Bela Vista, São Paulo - SP, 01310-100". */
export function addressText(value: Address): string {
  const parts = filled(value)
  const place = [parts.city, parts.state].filter(Boolean).join(' - ')
  const cep = parts.cep && isHome(value) ? maskCep(parts.cep) : parts.cep
  const country = isHome(value) ? undefined : parts.country
  return [parts.street, parts.number, parts.complement, parts.district, place, cep, country]
    .filter(Boolean)
    .join(', ')
}

export function addressFaults(value: Address): string[] {
  if (!isHome(value)) return []
  const { cep, state } = filled(value)
  if (cep !== undefined && cep.replace(/\D/g, '').length !== 8) return ['address.cep']
  return state !== undefined && !STATES.includes(state.toUpperCase()) ? ['address.state'] : []
}
