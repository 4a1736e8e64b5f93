/** Before a row of the sheet: its number, and the box that chooses it when the pointer is there or it is chosen. */
import { titleText } from '../../fields/reference'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatNumber } from '../../meta/format'
import { type EntityPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { cn } from '../../ui/cn'
import { Icon } from '../../ui/icon'
import { cellMessages } from '../cells/cell-messages'
import { type Selection } from '../selection/use-selection'

interface SheetLeadProps {
  index: number
  row: Row | undefined
  entity: EntityPlan
  selection: Selection
}

export function SheetLead({ index, row, entity, selection }: SheetLeadProps) {
  const words = useMessages(cellMessages)
  const context = useLocale()
  if (row?.version === 0) return <Icon name="plus" size={14} className="text-fg-3" />
  const isChosen = row !== undefined && selection.has(row.id)
  return (
    <>
      <span
        className={cn('num text-[11px] text-fg-3', isChosen ? 'hidden' : 'group-hover/row:hidden')}
      >
        {formatNumber(index + 1, context.locale)}
      </span>
      {row && (
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={words.select(titleText(row[entity.title], context))}
          checked={isChosen}
          onChange={() => undefined}
          onClick={(event) => selection.toggle(row.id, event.shiftKey)}
          className={cn('size-4 accent-(--accent)', !isChosen && 'hidden group-hover/row:block')}
        />
      )}
    </>
  )
}
