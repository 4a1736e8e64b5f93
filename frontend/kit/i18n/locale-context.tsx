/** Language, time zone and clock of the screen. The clock is a value, so tests and pictures can stop it. */
import { createContext, type ReactNode, use, useMemo } from 'react'
import { type Catalogue, type Locale } from './messages'

export interface LocaleValue {
  locale: Locale
  timeZone: string
  now: () => Date
}

const systemClock = () => new Date()
const LocaleContext = createContext<LocaleValue>({
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  now: systemClock,
})

interface LocaleProviderProps {
  locale: Locale
  timeZone: string
  now?: () => Date
  children: ReactNode
}

export function LocaleProvider({
  locale,
  timeZone,
  now = systemClock,
  children,
}: LocaleProviderProps) {
  const value = useMemo(() => ({ locale, timeZone, now }), [locale, timeZone, now])
  return <LocaleContext value={value}>{children}</LocaleContext>
}

/** Also what a field editor gets as its FieldContext. */
export function useLocale(): LocaleValue {
  return use(LocaleContext)
}

export function useMessages<M extends Record<string, unknown>>(catalogue: Record<Locale, M>): M {
  return catalogue[use(LocaleContext).locale]
}

export type { Catalogue }
