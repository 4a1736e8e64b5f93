/** The views of an entity side by side; search and filter of the address go along. */
import { KitLink, useNavigation } from '@kit/client/navigation'
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

/** The same on a phone: a native select under the title, so the board keeps the height. */
export function ViewPick({ entity, view, search }: ViewSwitchProps) {
  const words = useMessages(shellMessages)
  const { go } = useNavigation()
  if (entity.views.length < 2) return null
  return (
    <label className="flex max-w-full items-center gap-1 rounded-chip text-meta font-medium text-fg-2 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus">
      <span className="sr-only">{words.views}</span>
      <select
        value={view.slug}
        onChange={(event) => go(viewHref(entity.plural, event.target.value) + search)}
        className="min-w-0 appearance-none truncate bg-transparent outline-none [field-sizing:content]"
      >
        {entity.views.map((item) => (
          <option key={item.key} value={item.slug} className="bg-surface text-fg">
            {item.label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={14} className="pointer-events-none text-fg-3" />
    </label>
  )
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
          onPointerEnter={() => void preloadView(item.kind)}
          className={segmentStyle}
        >
          <Icon name={item.icon ?? viewKinds.get(item.kind)?.icon ?? 'circle-dashed'} />
          {item.label}
        </KitLink>
      ))}
    </nav>
  )
}
