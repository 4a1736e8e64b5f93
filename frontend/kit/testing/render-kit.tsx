/** Renders kit components over the fake server, signed in, at one fixed moment. jsdom has no layout: lists get a size to draw in. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { configure, render } from '@testing-library/react'
import { type ReactNode, Suspense } from 'react'
import { onTestFinished, vi } from 'vitest'
import { wireHttp } from '../client/http'
import { type Navigation, NavigationProvider } from '../client/navigation'
import { LocaleProvider } from '../i18n/locale-context'
import { compileModel, type EntityPlan } from '../meta/plan'
import { Toaster } from '../ui/toaster'
import { createFakeServer, type FakeServer } from './fake-server'

export interface KitScreen {
  server: FakeServer
  client: QueryClient
  went: string[]
  lead: EntityPlan
}

const SIZE = 300
const PATIENCE = 8000

// Roles are looked up in screens of hundreds of nodes, on machines that do other work.
configure({ defaultHidden: true, asyncUtilTimeout: PATIENCE })
vi.setConfig({ testTimeout: 3 * PATIENCE })

/** Until the check holds: for what shows nowhere on the screen. */
export const eventually = (check: () => void) => vi.waitFor(check, { timeout: PATIENCE })

function giveLayout(): void {
  for (const name of ['offsetHeight', 'clientHeight', 'offsetWidth'] as const) {
    vi.spyOn(HTMLElement.prototype, name, 'get').mockReturnValue(SIZE)
  }
  Element.prototype.scrollTo ??= () => undefined
  Element.prototype.scrollIntoView ??= () => undefined
}

export function renderKit(
  content: (screen: KitScreen) => ReactNode,
  prepare: (server: FakeServer) => void = () => undefined,
): KitScreen {
  const server = createFakeServer({ isSignedIn: true })
  const before = globalThis.fetch
  globalThis.fetch = server.fetch
  onTestFinished(() => {
    globalThis.fetch = before
  })
  // A few of each stage are enough, and roles are found five times faster.
  server.rows.lead = server.rows.lead?.filter((_, index) => index % 4 === 0) ?? []
  wireHttp({ csrf: server.session.csrf })
  prepare(server)
  giveLayout()
  const lead = compileModel(server.model).entities.get('lead')
  if (!lead) throw new Error('the fixture has a lead')
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 60_000 } },
  })
  const screen: KitScreen = { server, client, went: [], lead }
  const navigation: Navigation = {
    viewHref: (entity, view) => `/m/${entity}/${view ?? ''}`,
    recordHref: (entity, id) => `/r/${entity}/${id}`,
    go: (href) => screen.went.push(href),
    back: () => screen.went.push('back'),
  }
  render(
    <QueryClientProvider client={client}>
      <LocaleProvider
        locale="pt-BR"
        timeZone="America/Sao_Paulo"
        now={() => new Date('2026-11-23T13:42:00Z')}
      >
        <NavigationProvider value={navigation}>
          <Suspense fallback="…">{content(screen)}</Suspense>
        </NavigationProvider>
        <Toaster />
      </LocaleProvider>
    </QueryClientProvider>,
  )
  return screen
}
