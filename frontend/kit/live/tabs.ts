/** One stream for all tabs: the tab that holds the lock follows it and tells the others; when it closes another one takes over. */
import { type LiveMessage } from './messages'
import { createRecent } from './recent'
import { openStream } from './stream'

const NAME = 'nexus-live'

export interface LiveOptions {
  tell: (message: LiveMessage) => void
  isSignedIn: () => Promise<boolean>
  /** Position from before this page read its first data. */
  after: string | null
  /** When this page began to load, epoch ms: before its first data. */
  began: number
}

type TabMessage =
  | { told: LiveMessage; to?: string }
  /** A tab that listens from now on, and began to read at `began`. */
  | { joined: string; began: number }

/** Follows what happens; returns how to stop. Without EventSource nothing is followed. */
export function followLive({ tell, isSignedIn, after, began }: LiveOptions): () => void {
  if (typeof EventSource === 'undefined') return () => undefined
  const canShare = typeof BroadcastChannel !== 'undefined' && navigator.locks !== undefined
  if (!canShare) return openStream({ tell, isSignedIn, after })
  const channel = new BroadcastChannel(NAME)
  const post = (message: TabMessage) => channel.postMessage(message)
  const me = crypto.randomUUID()
  const giveUp = new AbortController()
  let recent: ReturnType<typeof createRecent> | null = null
  let end = () => undefined as void
  channel.addEventListener('message', (event: MessageEvent<TabMessage>) => {
    const heard = event.data
    if ('told' in heard) {
      if (heard.to === undefined || heard.to === me) tell(heard.told)
      return
    }
    for (const told of recent?.since(heard.began) ?? []) post({ told, to: heard.joined })
  })
  const lead = (from: string | null) =>
    new Promise<void>((release) => {
      const kept = createRecent()
      recent = kept
      const close = openStream({
        after: from,
        isSignedIn,
        tell: (message) => {
          kept.keep(message)
          post({ told: message })
          tell(message)
        },
      })
      end = () => {
        recent = null
        close()
        release()
      }
      if (giveUp.signal.aborted) end()
    })
  const wait = async () => {
    try {
      const isFirst = await navigator.locks.request(NAME, { ifAvailable: true }, async (lock) => {
        if (lock) await lead(after)
        return lock !== null
      })
      if (isFirst || giveUp.signal.aborted) return
      post({ joined: me, began })
      // Whoever followed until then may have missed something on its way out: all is read again.
      await navigator.locks.request(NAME, { signal: giveUp.signal }, () => lead(null))
    } catch (error) {
      if (!giveUp.signal.aborted) throw error
    }
  }
  void wait()
  return () => {
    giveUp.abort()
    end()
    channel.close()
  }
}
