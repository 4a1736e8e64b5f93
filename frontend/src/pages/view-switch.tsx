/** The views of an entity side by side; search and filter of the address go along. */
import { KitLink } from '@kit/client/navigation'
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { cn } from '@kit/ui/cn'
import { Icon } from '@kit/ui/icon'
import { segmentedStyle, segmentStyle } from '@kit/ui/segmented'
import { viewKinds } from '@kit/views/registry'
import { viewHref } from '../addresses'
import { shellMessages } from '../messages'
import { preloadView } from './lazy-view'

interface ViewSwitchProps {
  entity: EntityPlan
  view: ViewPlan
  /** "?q=…", kept while switching. */
  search: string
  className?: string
}

export function ViewSwitch({ entity, view, search, className }: ViewSwitchProps) {
  const words = useMessages(shellMessages)
  if (entity.views.length < 2) return null
  return (
    <nav
      aria-label={words.views}
      className={cn(segmentedStyle, 'min-w-0 shrink overflow-x-auto', className)}
    >
      {entity.views.map((item) => (
        <KitLink
          key={item.key}
          href={viewHref(entity.plural, item.slug) + search}
          aria-current={item.key === view.key ? 'page' : undefined}
          onPointerEnter={() => preloadView(item.kind)}
          className={segmentStyle}
        >
          <Icon name={item.icon ?? viewKinds.get(item.kind)?.icon ?? 'circle-dashed'} />
          {item.label}
        </KitLink>
      ))}
    </nav>
  )
}
