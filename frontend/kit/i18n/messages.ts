/** A typed catalogue: one object a language, functions where a number or a name decides the words. Kept beside its users. */

export type Locale = 'pt-BR' | 'en' | 'es'
export const LOCALES: readonly Locale[] = ['pt-BR', 'en', 'es']

type Entry = string | ((...args: never[]) => string)
type Shape = Record<string, Entry>
type Same<T extends Shape> = { [K in keyof T]: T[K] extends string ? string : T[K] }

export type Catalogue<T extends Shape> = Record<Locale, Same<T>>

/** pt-BR fixes the keys; the other languages must have the same ones, or it does not compile. */
export function defineMessages<T extends Shape>(
  portuguese: T,
  others: { en: Same<NoInfer<T>>; es: Same<NoInfer<T>> },
): Catalogue<T> {
  return { 'pt-BR': portuguese as Same<T>, en: others.en, es: others.es }
}

/** The nearest language we have: "pt" and "pt-PT" read pt-BR. */
export function toLocale(tag: string | null | undefined): Locale {
  const language = (tag ?? '').toLowerCase().split('-')[0]
  return LOCALES.find((locale) => locale.toLowerCase().split('-')[0] === language) ?? 'pt-BR'
}
