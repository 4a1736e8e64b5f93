/** Records looked at last, by id alone: names are read again, so nothing of a record stays in the browser. */
export interface Recent {
  entity: string
  id: string
}

const KEPT = 8
const keyOf = (account: string) => `nexus.recent.${account}`

export function listRecent(account: string): Recent[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(account)) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isRecent) : []
  } catch {
    return [] // storage is blocked or holds something else: nothing was kept
  }
}

function isRecent(value: unknown): value is Recent {
  const { entity, id } = (value ?? {}) as Partial<Recent>
  return typeof entity === 'string' && typeof id === 'string'
}

export function noteRecent(account: string, recent: Recent): void {
  const others = listRecent(account).filter((one) => one.id !== recent.id)
  try {
    localStorage.setItem(keyOf(account), JSON.stringify([recent, ...others].slice(0, KEPT)))
  } catch {
    return // storage is blocked: nothing is kept
  }
}
