/** Who is signed in. A session that ends in the middle of work is asked for again in a dialog: what was typed stays. */
import { type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { toLocale } from '../i18n/messages'
import { type Session } from '../meta/wire'
import { keys } from './data'
import { request, wireHttp } from './http'

function adopt(session: Session): Session {
  wireHttp({ csrf: session.csrf, locale: session.account.locale || session.clinic.locale })
  return session
}

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async ({ signal }) =>
    adopt(await request<Session>('/session', { signal, relogin: false })),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: false,
})

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

export function sessionLocale(session: Session) {
  return toLocale(session.account.locale || session.clinic.locale)
}

export async function signIn(
  client: QueryClient,
  email: string,
  password: string,
): Promise<Session> {
  const session = await request<Session>('/session', {
    method: 'POST',
    body: { email, password },
    relogin: false,
  })
  client.setQueryData(keys.session, adopt(session))
  return session
}

/** Ends the session, leaves the screens that show its data, and forgets everything that was read with it. */
export async function signOut(client: QueryClient, leave: () => Promise<void>): Promise<void> {
  await request<void>('/session', { method: 'DELETE', relogin: false })
  await leave()
  client.clear()
  wireHttp({ csrf: '' })
}

// The dialog that asks for the login again: one promise, shared by every request that met the end of the session.
let asking: { promise: Promise<boolean>; settle: (signedIn: boolean) => void } | null = null
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

function ask(): Promise<boolean> {
  if (!asking) {
    let settle: (signedIn: boolean) => void = () => undefined
    const promise = new Promise<boolean>((resolve) => {
      settle = resolve
    })
    asking = { promise, settle }
    tell()
  }
  return asking.promise
}

export function settleRelogin(signedIn: boolean): void {
  asking?.settle(signedIn)
  asking = null
  tell()
}

export function useReloginAsked(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => asking !== null,
  )
}

/** Reads the token again. Somebody else signed in in another tab: this page is theirs now, so it starts again. */
async function renewToken(client: QueryClient): Promise<boolean> {
  const before = client.getQueryData<Session>(keys.session)?.account.id
  const session = adopt(await request<Session>('/session', { relogin: false }))
  if (before === session.account.id) return true
  location.reload()
  return false
}

/** Only while the shell is mounted: elsewhere a missing session is a redirect to the login page. */
export function watchSession(client: QueryClient): () => void {
  wireHttp({ onSessionEnded: ask, onStaleToken: () => renewToken(client) })
  return () => wireHttp({ onSessionEnded: null, onStaleToken: null })
}
