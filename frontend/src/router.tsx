/** Generic routes: the same four addresses serve every entity a clinic defines. */
import { modelPlan, modelQuery, useEntity } from '@kit/client/model'
import { NavigationProvider } from '@kit/client/navigation'
import { isProblem } from '@kit/client/problem'
import { loadSavedViewsOnce, useSavedViewsRead } from '@kit/client/saved-views'
import { sessionLocale, sessionQuery, useSession } from '@kit/client/session'
import { LocaleProvider } from '@kit/i18n/locale-context'
import { ErrorBoundary } from '@kit/ui/error-card'
import { type ViewState } from '@kit/views/contract'
import { type QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  type RouterHistory,
  redirect,
  useNavigate,
} from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense, useEffect } from 'react'
import { safeReturn, viewHref } from './addresses'
import { useGuestLocale } from './guest-locale'
import { useKitNavigation } from './kit-navigation'
import { BootSkeleton } from './pages/boot-skeleton'
import { preloadView } from './pages/lazy-view'
import { BootErrorPage, NoMenuPage, NotFoundPage, NoViewsPage } from './pages/message-page'
import { ViewPage } from './pages/view-page'
import { RecordPage } from './record/lazy-parts'
import { RecordSkeleton } from './record/record-skeleton'
import { AppShell } from './shell/app-shell'
import { flatMenu } from './shell/menu-groups'

interface RouterContext {
  client: QueryClient
}

function Root() {
  const locale = useGuestLocale()
  return (
    <LocaleProvider locale={locale} timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}>
      <Outlet />
    </LocaleProvider>
  )
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Root,
  notFoundComponent: NotFoundPage,
})

interface LoginSearch {
  to?: string
}

const LoginPage = lazy(() =>
  import('./login/login-page').then((module) => ({ default: module.LoginPage })),
)

function LoginRoute() {
  const { to } = login.useSearch()
  const navigate = useNavigate()
  return (
    <Suspense fallback={<div className="h-dvh bg-surface" />}>
      <LoginPage onSignedIn={() => void navigate({ href: safeReturn(to), replace: true })} />
    </Suspense>
  )
}

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): LoginSearch =>
    typeof search.to === 'string' ? { to: search.to } : {},
  component: LoginRoute,
})

function Frame() {
  const session = useSession()
  const navigation = useKitNavigation()
  useSavedViewsRead()
  const locale = sessionLocale(session)
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  return (
    <LocaleProvider locale={locale} timeZone={session.clinic.timezone}>
      <NavigationProvider value={navigation}>
        <AppShell>
          <Outlet />
        </AppShell>
      </NavigationProvider>
    </LocaleProvider>
  )
}

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ context, location }) => {
    try {
      await Promise.all([
        context.client.ensureQueryData(sessionQuery),
        context.client.ensureQueryData(modelQuery),
        // Without them the packages' views are there; the list of views says what failed.
        loadSavedViewsOnce(context.client),
      ])
    } catch (error) {
      if (isProblem(error) && error.status === 401) {
        throw redirect({ to: '/login', search: location.href === '/' ? {} : { to: location.href } })
      }
      throw error
    }
  },
  component: Frame,
  pendingComponent: BootSkeleton,
  pendingMs: 150,
  errorComponent: BootErrorPage,
})

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: ({ context }) => {
    const model = modelPlan(context.client)
    const first = model && flatMenu(model)[0]
    if (first) throw redirect({ href: first.href, replace: true })
  },
  component: NoMenuPage,
})

const entityRoute = createRoute({
  getParentRoute: () => frame,
  path: '/m/$entity',
  component: function EntityHome() {
    const entity = useEntity(entityRoute.useParams().entity)
    if (!entity) return <NotFoundPage />
    return <NoViewsPage label={entity.labelPlural} />
  },
  beforeLoad: ({ context, params }) => {
    const entity = modelPlan(context.client)?.findEntity(params.entity)
    if (entity?.defaultView)
      throw redirect({ href: viewHref(entity.plural, entity.defaultView.slug), replace: true })
  },
})

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
/** Empty says none; not being there says: as the view was saved. */
const own = (value: unknown) => (typeof value === 'string' ? value : undefined)

const ViewGonePage = lazy(() =>
  import('./pages/view-gone-page').then((module) => ({ default: module.ViewGonePage })),
)

const viewRoute = createRoute({
  getParentRoute: () => frame,
  path: '/m/$entity/$view',
  validateSearch: (search: Record<string, unknown>): ViewState => ({
    q: text(search.q),
    filter: own(search.filter),
    sort: text(search.sort),
    as: text(search.as),
    group: own(search.group),
    columns: text(search.columns),
    at: text(search.at),
    span: text(search.span),
    record: text(search.record),
  }),
  loader: ({ context, params }) => {
    const entity = modelPlan(context.client)?.findEntity(params.entity)
    return preloadView(entity?.views.find((view) => view.slug === params.view)?.kind)
  },
  component: function ViewRoute() {
    const params = viewRoute.useParams()
    const state = viewRoute.useSearch()
    const navigate = viewRoute.useNavigate()
    const entity = useEntity(params.entity)
    const view = entity?.views.find((item) => item.slug === params.view || item.key === params.view)
    if (entity && !view && params.view.startsWith('~'))
      return (
        <Suspense fallback={null}>
          <ViewGonePage entity={entity} />
        </Suspense>
      )
    if (!entity || !view) return <NotFoundPage />
    return (
      <ViewPage
        key={entity.name}
        entity={entity}
        view={view}
        state={state}
        onState={(change, options) =>
          void navigate({
            search: (before) => ({ ...before, ...change }),
            replace: options?.replace,
          })
        }
      />
    )
  },
})

const recordRoute = createRoute({
  getParentRoute: () => frame,
  path: '/r/$entity/$id',
  loader: () => RecordPage.preload().catch(() => undefined), // the page shows the failure
  component: function RecordRoute() {
    const params = recordRoute.useParams()
    const entity = useEntity(params.entity)
    if (!entity) return <NotFoundPage />
    return (
      <ErrorBoundary name="record" resetKey={params.id}>
        <Suspense key={params.id} fallback={<RecordSkeleton />}>
          <RecordPage entity={entity} id={params.id} mode="page" />
        </Suspense>
      </ErrorBoundary>
    )
  },
})

const TrashPage = lazy(() =>
  import('./pages/trash-page').then((module) => ({ default: module.TrashPage })),
)

const trashRoute = createRoute({
  getParentRoute: () => frame,
  path: '/t/$entity',
  component: function TrashRoute() {
    const entity = useEntity(trashRoute.useParams().entity)
    if (!entity?.can.delete) return <NotFoundPage />
    return (
      <ErrorBoundary name="trash" resetKey={entity.name}>
        <Suspense fallback={null}>
          <TrashPage key={entity.name} entity={entity} />
        </Suspense>
      </ErrorBoundary>
    )
  },
})

// The primitives on one page, the field editors on another: development only, no part of a build.
function galleryRoutes() {
  const Gallery = lazy(() =>
    import('@kit/ui/gallery').then((module) => ({ default: module.Gallery })),
  )
  const Stories = lazy(() =>
    import('@kit/fields/stories-page').then((module) => ({ default: module.StoriesPage })),
  )
  const page = (Page: ComponentType) => () => (
    <Suspense>
      <Page />
    </Suspense>
  )
  return [
    createRoute({ getParentRoute: () => root, path: '/__ui', component: page(Gallery) }),
    createRoute({ getParentRoute: () => root, path: '/__ui/fields', component: page(Stories) }),
  ]
}

export function createAppRouter(client: QueryClient, history?: RouterHistory) {
  return createRouter({
    history,
    routeTree: root.addChildren([
      login,
      ...(import.meta.env.DEV ? galleryRoutes() : []),
      frame.addChildren([home, entityRoute, viewRoute, recordRoute, trashRoute]),
    ]),
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: false,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
