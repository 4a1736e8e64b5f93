/** A card: the title is a link that covers it, the whole of it can be dragged, a button opens "Mover para". */
import { memo, useEffect, useRef } from 'react'
import { KitLink, useNavigation } from '../../client/navigation'
import { titleText } from '../../fields/reference'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type StagePlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { cn } from '../../ui/cn'
import { IconButton } from '../../ui/icon-button'
import { type CardActions } from './board-context'
import { CardFace } from './card-face'
import { type CardPlan } from './card-plan'
import { kanbanMessages } from './kanban-messages'
import { useCardDrag } from './use-card-drag'

interface BoardCardProps {
  entity: EntityPlan
  canMove: boolean
  plan: CardPlan
  row: Row
  stage: StagePlan
  since: unknown
  helpId: string
  isCarried: boolean
  isFocused: boolean
  /** The focus must come here now. */
  takesFocus: boolean
  actions: CardActions
}

export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const {
    entity,
    canMove,
    plan,
    row,
    stage,
    since,
    helpId,
    isCarried,
    isFocused,
    takesFocus,
    actions,
  } = props
  const words = useMessages(kanbanMessages)
  const context = useLocale()
  const { recordHref } = useNavigation()
  const link = useRef<HTMLAnchorElement>(null)
  const card = useCardDrag(row.id, stage.key, canMove)
  const title = titleText(row[entity.title], context)

  useEffect(() => {
    if (!takesFocus) return
    link.current?.focus({ preventScroll: true })
    actions.focusTaken()
  }, [takesFocus, actions])

  return (
    <div
      ref={card}
      data-card={row.id}
      data-carried={isCarried || undefined}
      data-slot="board-card"
      data-hue={row.$color ?? undefined}
      className={cn(
        'group relative flex h-full flex-col overflow-hidden rounded-card border border-line bg-surface px-2.5 pt-2.5 pb-2.25 max-md:px-3.5 max-md:pt-3.5 max-md:pb-3.25',
        'hover:border-line-strong has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-offset-1 has-[a:focus-visible]:outline-focus',
        row.$color && 'border-hue-dot/40 bg-hue-soft/60',
        isCarried && 'border-dashed *:opacity-40',
        canMove && 'active:cursor-grabbing',
      )}
    >
      <CardFace
        entity={entity}
        plan={plan}
        row={row}
        stage={stage}
        since={since}
        title={
          <KitLink
            ref={link}
            href={recordHref(entity.name, row.id)}
            draggable={false}
            tabIndex={isFocused ? 0 : -1}
            aria-describedby={helpId}
            onFocus={() => actions.focused(row.id)}
            onKeyDown={(event) => actions.key(row, event)}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return
              event.preventDefault()
              actions.open(row)
            }}
            className="truncate font-semibold outline-none after:absolute after:inset-0 max-md:text-body"
          >
            {title}
          </KitLink>
        }
        corner={
          canMove && (
            <IconButton
              size="small"
              icon="ellipsis-vertical"
              label={words.actions(title)}
              tabIndex={isFocused ? 0 : -1}
              onClick={() => actions.openMenu(row)}
              className="z-1 -mr-1.5 hidden group-focus-within:grid group-hover:grid max-md:-my-2 max-md:-mr-3 max-md:grid max-md:size-10"
            />
          )
        }
      />
    </div>
  )
})
