/** Where things are, given by the app that mounts the kit: the staff app and the designer have different addresses. */
import { createContext, type ReactNode, use } from 'react'

export interface Navigation {
  viewHref: (entity: string, view?: string) => string
  recordHref: (entity: string, id: string) => string
  /** Moves there without a page load. */
  go: (href: string, options?: { replace?: boolean }) => void
  /** Back to the list it came from, or to the entity's first view. */
  back: (entity: string) => void
}

const NavigationContext = createContext<Navigation | null>(null)

export function NavigationProvider({
  value,
  children,
}: {
  value: Navigation
  children: ReactNode
}) {
  return <NavigationContext value={value}>{children}</NavigationContext>
}

export function useNavigation(): Navigation {
  const value = use(NavigationContext)
  if (!value) throw new Error('NavigationProvider is missing above this component')
  return value
}

interface KitLinkProps extends Omit<React.ComponentProps<'a'>, 'href'> {
  href: string
}

/** A real link: opens in a tab with Ctrl or the middle button, moves inside the app otherwise. */
export function KitLink({ href, onClick, children, ...props }: KitLinkProps) {
  const { go } = useNavigation()
  return (
    <a
      href={href}
      onClick={(event) => {
        onClick?.(event)
        const plain =
          event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
        if (event.defaultPrevented || !plain || props.target) return
        event.preventDefault()
        go(href)
      }}
      {...props}
    >
      {children}
    </a>
  )
}
