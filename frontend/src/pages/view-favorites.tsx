/** In the menu: the views a person starred, of any entity. */
import { useModel } from '@kit/client/model'
import { KitLink } from '@kit/client/navigation'
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan, type ModelPlan, type ViewPlan } from '@kit/meta/plan'
import { cn } from '@kit/ui/cn'
import { Icon } from '@kit/ui/icon'
import { tip } from '@kit/ui/tooltip'
import { viewKinds } from '@kit/views/registry'
import { useParams } from '@tanstack/react-router'
import { viewHref } from '../addresses'
import { viewWords } from './view-words'

interface Favorite {
  entity: EntityPlan
  view: ViewPlan
}

export function favoritesOf(model: ModelPlan): Favorite[] {
  return [...model.entities.values()].flatMap((entity) =>
    entity.views.filter((view) => view.pinned).map((view) => ({ entity, view })),
  )
}

const kindIcon = (view: ViewPlan) => view.icon ?? viewKinds.get(view.kind)?.icon ?? 'star'

/** By kind, or by entity: whichever tells more of them apart. */
function iconOf(found: readonly Favorite[]): (favorite: Favorite) => string {
  const kinds = new Set(found.map(({ view }) => kindIcon(view)))
  const isByKind = kinds.size >= new Set(found.map(({ entity }) => entity.icon)).size
  return ({ entity, view }) => (isByKind ? kindIcon(view) : (view.icon ?? entity.icon))
}

interface ViewFavoritesProps {
  /** Icons only, their words as tips. */
  isNarrow?: boolean
  /** Classes of a line, as the menu around it has them. */
  lineClassName: string
  headClassName: string
  onChosen?: () => void
}

export function ViewFavorites({
  isNarrow = false,
  lineClassName,
  headClassName,
  onChosen,
}: ViewFavoritesProps) {
  const words = useMessages(viewWords)
  const found = favoritesOf(useModel())
  const { entity: plural, view: slug } = useParams({ strict: false })
  const icon = iconOf(found)
  if (found.length === 0) return null
  return (
    <div role="group" aria-label={words.favorites} className="flex flex-col gap-px">
      {isNarrow ? (
        <div className="mx-2 my-2 h-px bg-line" />
      ) : (
        <div className={headClassName}>{words.favorites}</div>
      )}
      {found.map(({ entity, view }) => {
        const isOn = entity.plural === plural && view.slug === slug
        const name = `${view.label}, ${entity.labelPlural}`
        return (
          <KitLink
            key={view.key}
            href={viewHref(entity.plural, view.slug)}
            onClick={onChosen}
            aria-current={isOn ? 'page' : undefined}
            aria-label={name}
            {...(isNarrow ? tip(name) : {})}
            className={lineClassName}
          >
            <Icon
              name={icon({ entity, view })}
              className={cn('shrink-0', isOn ? 'text-accent-text' : 'text-fg-3')}
            />
            {!isNarrow && <span className="truncate">{view.label}</span>}
          </KitLink>
        )
      })}
    </div>
  )
}
