/** Keeps what is on screen true: follows the stream, and shows what waits for the pointer to leave as a small button. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keys } from '../client/data'
import { request } from '../client/http'
import { isProblem } from '../client/problem'
import { type Session } from '../meta/wire'
import { forgetAllRemote, tellRemote } from '../record/remote-changes'
import { type LiveMessage } from './messages'
import { createRefresher } from './refresher'
import { followLive } from './tabs'
import { say, useWaiting } from './waiting'
import { WaitingButton } from './waiting-button'

/** Asks without offering to sign in again: false when the session ended, throws when nobody answered. */
async function isSignedIn(): Promise<boolean> {
  try {
    await request<Session>('/session', { relogin: false })
    return true
  } catch (error) {
    if (isProblem(error) && error.status === 401) return false
    throw error
  }
}

interface LiveProps {
  /** Position from before the data on screen was read. */
  after: string
}

export function Live({ after }: LiveProps) {
  const client = useQueryClient()
  const { bars } = useWaiting()
  useEffect(() => {
    const made = createRefresher(client, say)
    say({ show: made.show })
    const hear = (message: LiveMessage) => {
      if (message.kind === 'change') {
        const { entity, id, version, op } = message.change
        tellRemote(entity, id, { op, version })
        made.take(message.change)
        return
      }
      if (message.kind === 'session') {
        // Any call asks to sign in again; what is on screen stays.
        if (document.visibilityState === 'visible') request('/session').catch(() => undefined)
        return
      }
      // Saved views are part of the model's key: they are read again with it.
      const isModel = message.kind === 'model' || message.kind === 'access'
      void client.invalidateQueries({ queryKey: isModel ? keys.model : keys.views })
      if (message.kind === 'model' || message.kind === 'views') return
      if (message.kind === 'access') void client.invalidateQueries({ queryKey: keys.session })
      forgetAllRemote()
      made.all()
    }
    const stop = followLive({ tell: hear, isSignedIn, after, began: performance.timeOrigin })
    return () => {
      stop()
      made.stop()
      say({ added: 0, changed: 0 })
    }
  }, [client, after])
  if (bars > 0) return null
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-0 bottom-2 z-20 flex justify-center"
    >
      <WaitingButton />
    </div>
  )
}
