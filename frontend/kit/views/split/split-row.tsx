/** One record in the narrow list: who and how much, what and when. */
import { type KeyboardEvent, memo } from 'react'
import { KitLink, useNavigation } from '../../client/navigation'
import { FieldValue } from '../../fields/field-value'
import { titleText } from '../../fields/reference'
import { useLocale } from '../../i18n/locale-context'
import { type EntityPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { RecordMark } from '../../record/record-mark'
import { cn } from '../../ui/cn'
import { DueText } from '../due/due-text'
import { Figure } from '../figure'
import { type SplitPlan } from './split-plan'

/** Never changes: rows are drawn again only for what they show. */
export interface RowActions {
  choose: (row: Row) => void
  key: (event: KeyboardEvent) => void
}

interface SplitRowProps {
  entity: EntityPlan
  plan: SplitPlan
  row: Row
  isChosen: boolean
  helpId: string
  actions: RowActions
}

export const SplitRow = memo(function SplitRow(props: SplitRowProps) {
  const { entity, plan, row, isChosen, helpId, actions } = props
  const context = useLocale()
  const { recordHref } = useNavigation()
  const { line, figure, moment } = plan
  return (
    <KitLink
      href={recordHref(entity.name, row.id)}
      data-row={row.id}
      data-hue={row.$color ?? undefined}
      tabIndex={isChosen ? 0 : -1}
      aria-current={isChosen || undefined}
      aria-describedby={helpId}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        actions.choose(row)
      }}
      onKeyDown={actions.key}
      className={cn(
        'flex h-full items-center gap-2.5 border-b border-line px-4 -outline-offset-2 hover:bg-hover',
        row.$color && 'bg-hue-soft/60',
        isChosen && 'bg-accent-soft hover:bg-accent-soft max-md:bg-surface',
      )}
    >
      <RecordMark entity={entity} row={row} size={32} />
      <span className="flex min-w-0 grow flex-col max-md:gap-0.5">
        <span className="flex items-baseline justify-between gap-2">
          <span className="truncate font-medium max-md:text-body">
            {titleText(row[entity.title], context)}
          </span>
          <span className="flex shrink-0 max-md:text-body">
            {figure && <Figure field={figure} row={row} />}
          </span>
        </span>
        <span className="flex h-4 items-center justify-between gap-2 text-meta text-fg-2">
          <span className="flex min-w-0">
            {line && <FieldValue field={line} row={row} context={context} place="card" />}
          </span>
          {moment && plan.isDue ? (
            <DueText entity={entity} field={moment} row={row} bare />
          ) : (
            <span className="flex shrink-0">
              {moment && <FieldValue field={moment} row={row} context={context} place="card" />}
            </span>
          )}
        </span>
      </span>
    </KitLink>
  )
})
