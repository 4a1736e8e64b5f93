/** A card of the grid: the title is a link that covers it, a box selects it, a menu has what can be done. */
import { type KeyboardEvent, memo } from 'react'
import { KitLink, useNavigation } from '../../client/navigation'
import { FieldValue } from '../../fields/field-value'
import { titleText } from '../../fields/reference'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type EntityPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { RecordMark } from '../../record/record-mark'
import { cn } from '../../ui/cn'
import { CardBody } from './card-body'
import { CardMenu } from './card-menu'
import { gridMessages } from './grid-messages'
import { type GridPlan } from './grid-plan'

export interface GridActions {
  open: (row: Row) => void
  peek: (row: Row) => void
  focused: (id: string) => void
  key: (event: KeyboardEvent) => void
  select: (id: string, range: boolean) => void
  move: ((row: Row) => void) | null
}

interface GridCardProps {
  entity: EntityPlan
  plan: GridPlan
  row: Row
  isActive: boolean
  isSelected: boolean
  /** Some are: every box shows. */
  isSelecting: boolean
  isMarked: boolean
  helpId: string
  actions: GridActions
}

export const GridCard = memo(function GridCard(props: GridCardProps) {
  const { entity, plan, row, isActive, isSelected, isSelecting, isMarked, helpId, actions } = props
  const words = useMessages(gridMessages)
  const context = useLocale()
  const { recordHref } = useNavigation()
  const title = titleText(row[entity.title], context)
  const tabIndex = isActive ? 0 : -1
  return (
    <article
      data-slot="grid-card"
      data-hue={row.$color ?? undefined}
      aria-label={title}
      className={cn(
        'group relative flex h-full flex-col overflow-hidden rounded-card border border-line bg-surface px-3.5 pt-3.5 pb-3',
        'hover:border-line-strong has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-offset-1 has-[a:focus-visible]:outline-focus',
        row.$color && 'border-hue-dot/40 bg-hue-soft/60',
        (isSelected || isMarked) && 'border-accent bg-accent-soft',
      )}
    >
      <div className="flex h-10 items-start gap-3">
        <span className="relative shrink-0">
          <RecordMark entity={entity} row={row} size={40} />
          <input
            type="checkbox"
            checked={isSelected}
            aria-label={words.choose(title)}
            tabIndex={tabIndex}
            onClick={(event) => actions.select(row.id, event.shiftKey)}
            onChange={() => undefined}
            className={cn(
              'absolute -top-1.5 -left-1.5 z-2 size-4.5 cursor-pointer accent-(--accent) opacity-0 group-hover:opacity-100 focus-visible:opacity-100 max-md:size-5',
              (isSelected || isSelecting) && 'opacity-100',
            )}
          />
        </span>
        <div className="flex min-w-0 grow flex-col">
          <KitLink
            href={recordHref(entity.name, row.id)}
            data-card={row.id}
            tabIndex={tabIndex}
            aria-describedby={helpId}
            onFocus={() => actions.focused(row.id)}
            onKeyDown={actions.key}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey) return
              event.preventDefault()
              if (event.shiftKey || isSelecting) actions.select(row.id, event.shiftKey)
              else actions.open(row)
            }}
            className="truncate text-body font-semibold outline-none after:absolute after:inset-0"
          >
            {title}
          </KitLink>
          {plan.line && (
            <span className="flex h-4 min-w-0 text-meta text-fg-2">
              <FieldValue field={plan.line} row={row} context={context} place="card" />
            </span>
          )}
        </div>
        <CardMenu
          title={title}
          row={row}
          isSelected={isSelected}
          tabIndex={tabIndex}
          actions={actions}
        />
      </div>
      <CardBody entity={entity} plan={plan} row={row} />
    </article>
  )
})
