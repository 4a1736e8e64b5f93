/** The order of a view as keys: "-service_value,name". Pure. */
export interface SortKey {
  name: string
  down: boolean
}

export function sortKeys(sort: string | null): SortKey[] {
  return (sort ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean)
    .map((key) => ({ name: key.replace(/^-/, ''), down: key.startsWith('-') }))
}

export const sortText = (keys: readonly SortKey[]): string =>
  keys.map(({ name, down }) => `${down ? '-' : ''}${name}`).join(',')
