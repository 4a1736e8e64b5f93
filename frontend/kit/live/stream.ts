/** The one stream of events of this browser: opened, followed, and opened again with growing pauses. Silent while offline. */
import { type LiveMessage, readMessage } from './messages'

const FIRST = 2000
const LONGEST = 60_000

export interface StreamOptions {
  tell: (message: LiveMessage) => void
  /** Whether the session still holds; throws when nobody answered. */
  isSignedIn: () => Promise<boolean>
  /** Position from before the first data was read; what became visible since is told. Null: nobody knows, all is read again. */
  after: string | null
}

/** Opens the stream; returns how to end it. */
export function openStream({ tell, isSignedIn, after }: StreamOptions): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST
  let isEnded = false
  let position = after
  let wasOpen = false
  let missed = after === null

  const shut = () => {
    source?.close()
    source = null
    clearTimeout(timer)
  }
  const broken = () => {
    shut()
    missed ||= position === null
    wasOpen = false
  }
  const later = () => {
    if (!wasOpen) position = null // it may be what was refused
    broken()
    if (isEnded || !navigator.onLine) return // 'online' opens it
    timer = setTimeout(() => void again(), pause)
    pause = Math.min(pause * 2, LONGEST)
  }
  const again = async () => {
    try {
      if (await isSignedIn()) open()
      else {
        tell({ kind: 'session' })
        later()
      }
    } catch {
      later()
    }
  }
  const closed = (reason: string) => {
    if (reason === 'access') tell({ kind: 'access' })
    if (reason !== 'session') pause = FIRST
    later()
  }
  function open(): void {
    shut()
    if (isEnded || !navigator.onLine) return
    const query = position === null ? '' : `?after=${encodeURIComponent(position)}`
    const opened = new EventSource(`/api/events${query}`)
    source = opened
    opened.addEventListener('open', () => {
      pause = FIRST
      wasOpen = true
      if (missed) tell({ kind: 'reset' })
      missed = false
    })
    for (const type of ['change', 'model', 'views', 'reset'])
      opened.addEventListener(type, (event: MessageEvent<string>) => {
        if (event.lastEventId) position = event.lastEventId
        const message = readMessage(type, event.data)
        if (message) tell(message)
      })
    opened.addEventListener('close', (event: MessageEvent<string>) =>
      closed((JSON.parse(event.data) as { reason?: string }).reason ?? ''),
    )
    // While it is CONNECTING the browser tries again itself and says where it was.
    opened.addEventListener('error', () => {
      if (opened.readyState === EventSource.CLOSED) later()
    })
  }
  const online = () => open()
  addEventListener('online', online)
  addEventListener('offline', broken)
  open()
  return () => {
    isEnded = true
    shut()
    removeEventListener('online', online)
    removeEventListener('offline', broken)
  }
}
