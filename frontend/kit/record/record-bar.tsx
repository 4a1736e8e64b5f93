/** Top bar of a record: where it is, the one before and after, and how to leave. */
import { type ReactNode } from 'react'
import { KitLink, useNavigation } from '../client/navigation'
import { useLocale, useMessages } from '../i18n/locale-context'
import { formatCount, formatNumber } from '../meta/format'
import { type EntityPlan } from '../meta/plan'
import { useHotkey } from '../ui/hotkeys'
import { Icon } from '../ui/icon'
import { IconButton, iconButtonStyle } from '../ui/icon-button'
import { Skeleton } from '../ui/skeleton'
import { tip } from '../ui/tooltip'
import { Crumbs, TopBar, TopBarTools } from '../ui/top-bar'
import { type RecordMode } from './contract'
import { recordMessages } from './record-messages'
import { type Trail } from './trail'

interface RecordBarProps {
  entity: EntityPlan
  id: string
  title: string
  isLoading: boolean
  mode: RecordMode
  trail: Trail | null
  onClose?: () => void
  /** More to do with it, at the end of the bar. */
  menu?: ReactNode
}

export function RecordBar({
  entity,
  id,
  title,
  isLoading,
  mode,
  trail,
  onClose,
  menu,
}: RecordBarProps) {
  const words = useMessages(recordMessages)
  const { locale } = useLocale()
  const { viewHref, recordHref, back, go } = useNavigation()
  const isPage = mode === 'page'
  const step = (to: string | null | undefined) => {
    if (!to) return false
    go(recordHref(entity.name, to), { replace: true })
    return true
  }
  useHotkey(
    { keys: 'j', label: words.next, group: entity.labelPlural, command: 'arrow-down' },
    () => step(trail?.next),
    isPage && trail !== null,
  )
  useHotkey(
    { keys: 'k', label: words.previous, group: entity.labelPlural, command: 'arrow-up' },
    () => step(trail?.previous),
    isPage && trail !== null,
  )
  if (!isPage) {
    const isPane = mode === 'pane'
    return (
      <TopBar>
        {isPane && onClose && (
          <IconButton
            icon="arrow-left"
            label={words.back}
            onClick={onClose}
            className="-ml-2 max-md:size-10"
          />
        )}
        <span className="flex min-w-0 items-center gap-2 text-fg-2">
          <Icon name={entity.icon} />
          <span className="truncate">{entity.label}</span>
        </span>
        <TopBarTools>
          <PaneTools entity={entity} id={id} menu={menu} />
          {onClose && !isPane && (
            <IconButton icon="x" label={words.close} shortcut="Esc" onClick={onClose} />
          )}
        </TopBarTools>
      </TopBar>
    )
  }
  const views = entity.defaultView
  return (
    <TopBar>
      <IconButton
        icon="arrow-left"
        label={words.back}
        onClick={() => back(entity.name)}
        className="-ml-2 md:hidden"
      />
      <Crumbs
        label={words.where}
        items={[
          {
            key: 'entity',
            content: (
              <KitLink href={viewHref(entity.name)} className="rounded-chip hover:text-fg">
                {entity.labelPlural}
              </KitLink>
            ),
          },
          ...(views && entity.views.length > 1
            ? [
                {
                  key: 'view',
                  content: (
                    <KitLink
                      href={viewHref(entity.name, views.slug)}
                      className="rounded-chip hover:text-fg"
                    >
                      {views.label}
                    </KitLink>
                  ),
                },
              ]
            : []),
          ...(title || isLoading
            ? [
                {
                  key: 'title',
                  content: title ? (
                    <span className="truncate">{title}</span>
                  ) : (
                    <Skeleton className="h-3.5 w-28" />
                  ),
                },
              ]
            : []),
        ]}
      />
      {trail && trail.total.value > 1 && (
        <span className="ml-2 flex shrink-0 items-center gap-1 max-md:ml-auto">
          <IconButton
            outline
            icon="chevron-up"
            label={words.previous}
            shortcut="K"
            disabled={!trail.previous}
            onClick={() => step(trail.previous)}
          />
          <IconButton
            outline
            icon="chevron-down"
            label={words.next}
            shortcut="J"
            disabled={!trail.next}
            onClick={() => step(trail.next)}
          />
          <span className="num ml-1 text-fg-2 max-md:hidden">
            {words.placeOf(formatNumber(trail.place, locale), formatCount(trail.total, locale))}
          </span>
        </span>
      )}
      {menu && <TopBarTools>{menu}</TopBarTools>}
    </TopBar>
  )
}

/** What can be done with a record that is not on its own page. */
export function PaneTools({ entity, id, menu }: Pick<RecordBarProps, 'entity' | 'id' | 'menu'>) {
  const words = useMessages(recordMessages)
  const { recordHref } = useNavigation()
  return (
    <>
      {menu}
      <KitLink
        href={recordHref(entity.name, id)}
        aria-label={words.openPage}
        className={iconButtonStyle()}
        {...tip(words.openPage)}
      >
        <Icon name="maximize-2" />
      </KitLink>
    </>
  )
}
