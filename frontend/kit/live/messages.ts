/** What the stream of events says, as values. */
export interface LiveChange {
  entity: string
  id: string
  version: number
  op: string
}

export type LiveMessage =
  | { kind: 'change'; change: LiveChange }
  /** The definitions have a new version. */
  | { kind: 'model' }
  /** A saved view was kept, changed, shared or thrown away. */
  | { kind: 'views' }
  /** Something may have been missed: all that is shown is read again. */
  | { kind: 'reset' }
  /** Role, units or teams changed: what may be seen is another. */
  | { kind: 'access' }
  /** The session ended. */
  | { kind: 'session' }

const OPS = new Set(['create', 'update', 'move', 'trash', 'restore', 'purge', 'gone'])

/** An event of the stream; null for what this application does not know. */
export function readMessage(type: string, data: string): LiveMessage | null {
  if (type === 'model' || type === 'views' || type === 'reset') return { kind: type }
  if (type !== 'change') return null
  const { entity, id, version, op } = JSON.parse(data) as Partial<LiveChange>
  if (typeof entity !== 'string' || typeof id !== 'string' || typeof version !== 'number')
    return null
  return { kind: 'change', change: { entity, id, version, op: OPS.has(op ?? '') ? op! : 'update' } }
}
