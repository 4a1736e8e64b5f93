/** Sign in. No public sign-up: the page says who gives access. */
import { forgetModel } from '@kit/client/model'
import { useLocale, useMessages } from '@kit/i18n/locale-context'
import { LOCALES, type Locale } from '@kit/i18n/messages'
import { Icon } from '@kit/ui/icon'
import { setTheme, type ThemeChoice, useThemeChoice } from '@kit/ui/theme'
import { type ReactNode } from 'react'
import { setGuestLocale } from '../guest-locale'
import { Brand } from '../shell/brand'
import { CredentialsForm } from './credentials-form'
import { LoginArt } from './login-art'
import { loginMessages } from './messages'
import { ServiceState } from './service-state'

const LANGUAGE: Record<Locale, string> = { 'pt-BR': 'Português', en: 'English', es: 'Español' }

interface PickProps<K extends string> {
  icon: string
  label: string
  value: K
  items: readonly { key: K; label: string }[]
  onChange: (value: K) => void
}

/** A native select dressed as a quiet link: full keyboard and phone support without loading the menus. */
function Pick<K extends string>({ icon, label, value, items, onChange }: PickProps<K>): ReactNode {
  return (
    <label className="flex items-center gap-1 rounded-chip hover:text-fg focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus">
      <Icon name={icon} size={14} />
      <span className="sr-only">{label}</span>
      <select
        value={value}
        onChange={(event) => onChange(event.target.value as K)}
        className="cursor-pointer appearance-none bg-transparent py-1 outline-none [field-sizing:content]"
      >
        {items.map((item) => (
          <option key={item.key} value={item.key} className="bg-surface text-fg">
            {item.label}
          </option>
        ))}
      </select>
    </label>
  )
}

export function LoginPage({ onSignedIn }: { onSignedIn: () => void }) {
  const words = useMessages(loginMessages)
  const { locale } = useLocale()
  const theme = useThemeChoice()
  const themes: { key: ThemeChoice; label: string }[] = [
    { key: 'light', label: words.themeLight },
    { key: 'dark', label: words.themeDark },
    { key: 'system', label: words.themeSystem },
  ]
  return (
    <div className="grid h-dvh bg-surface lg:grid-cols-[minmax(0,560px)_1fr]">
      <title>{`${words.enter} · One Nexus Atemporal`}</title>
      <main className="flex min-h-0 flex-col justify-between gap-8 overflow-y-auto px-10 py-8 max-md:p-6">
        <Brand name="One Nexus" under="Atemporal" />
        <div className="mx-auto w-full max-w-94">
          <h1 className="text-hero font-semibold tracking-[-0.022em]">{words.title}</h1>
          <p className="mt-1.5 mb-6 text-body text-fg-2">{words.hint}</p>
          <CredentialsForm
            onSignedIn={() => {
              forgetModel()
              onSignedIn()
            }}
          />
          <div className="mt-6 flex items-start gap-2.5 rounded-control border border-line bg-surface-2 px-3 py-2.5">
            <Icon name="shield-check" className="text-fg-2" />
            <p className="text-meta text-fg-2">{words.closed}</p>
          </div>
        </div>
        <footer className="flex flex-wrap items-center justify-between gap-3 text-meta text-fg-3">
          <ServiceState />
          <span className="flex items-center gap-3">
            <Pick
              icon="globe"
              label={words.language}
              value={locale}
              items={LOCALES.map((key) => ({ key, label: LANGUAGE[key] }))}
              onChange={setGuestLocale}
            />
            <Pick
              icon="moon"
              label={words.theme}
              value={theme}
              items={themes}
              onChange={setTheme}
            />
          </span>
        </footer>
      </main>
      <LoginArt />
    </div>
  )
}
