/** A point on the map as people write it: "-23.5613, -46.6565", "-23,5613 -46,6565", or within the address of a map. Pure. */
export interface Geo {
  lat: number
  lng: number
}

const DECIMALS = 7
const NUMBER = String.raw`[-−+]?\d{1,3}(?:[.,]\d+)?`

export function degreesOf(text: string): number | null {
  const bare = text.trim().replace('−', '-').replace(',', '.').replace(/°$/, '')
  return /^[-+]?\d{1,3}(\.\d*)?$/.test(bare) ? roundOf(Number(bare)) : null
}

const roundOf = (degrees: number) => Number(degrees.toFixed(DECIMALS)) + 0

export const isOnEarth = ({ lat, lng }: Geo): boolean => Math.abs(lat) <= 90 && Math.abs(lng) <= 180

/** Both degrees of one text; null when there are not exactly two. */
export function pairOf(text: string): [string, string] | null {
  const inLink = /@(-?\d+\.\d+),(-?\d+\.\d+)/.exec(text) ?? /=(-?\d+\.\d+),(-?\d+\.\d+)/.exec(text)
  const match =
    inLink ??
    new RegExp(
      `^\\s*\\(?(${NUMBER})°?\\s*(?:[;,]\\s+|[;,](?=[-−+]?\\d+\\.)|\\s+)(${NUMBER})°?\\)?\\s*$`,
    ).exec(text)
  return match?.[1] && match[2] ? [match[1], match[2]] : null
}

export function parseGeo(text: string): Geo | null {
  const pair = pairOf(text)
  const [lat, lng] = pair ? pair.map(degreesOf) : []
  return lat === null || lng === null || lat === undefined || lng === undefined
    ? null
    : { lat, lng }
}

/** As maps read it. */
export const geoText = ({ lat, lng }: Geo): string => `${lat}, ${lng}`
