/** Where a clinic's own source of addresses by CEP is plugged in. Without one the form asks for every part. */
import { type Address } from './address'

type Lookup = (cep: string, signal: AbortSignal) => Promise<Address | null>

let lookup: Lookup | null = null

export function provideCepLookup(source: Lookup | null): void {
  lookup = source
}

/** What the source knows of a CEP of eight digits; null when there is no source, no such CEP or no answer. */
export async function findByCep(cep: string, signal: AbortSignal): Promise<Address | null> {
  try {
    return (await lookup?.(cep, signal)) ?? null
  } catch {
    return null // typing the parts stays possible
  }
}
