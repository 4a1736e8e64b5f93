/** Language before anyone signed in: the one chosen on the login page, else Portuguese; then the account's own. */
import { wireHttp } from '@kit/client/http'
import { type Locale, toLocale } from '@kit/i18n/messages'
import { useSyncExternalStore } from 'react'

const KEY = 'nexus.locale'
const listeners = new Set<() => void>()

function stored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null // storage is blocked: Portuguese
  }
}

let current: Locale = toLocale(stored())
wireHttp({ locale: current })

export function setGuestLocale(locale: Locale): void {
  current = locale
  wireHttp({ locale })
  for (const listener of listeners) listener()
  try {
    localStorage.setItem(KEY, locale)
  } catch {
    return // storage is blocked: the choice lasts for this page
  }
}

export function useGuestLocale(): Locale {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
}
