/** One record on the line: who, how much, its bars, and what comes next. Every part is a cell the arrows reach. */
import { memo } from 'react'
import { KitLink, useNavigation } from '../../client/navigation'
import { type TimeScale } from '../../engines/time/time-scale'
import { titleText } from '../../fields/reference'
import { useLocale } from '../../i18n/locale-context'
import { type EntityPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { RecordMark } from '../../record/record-mark'
import { cn } from '../../ui/cn'
import { Figure } from '../figure'
import { BarCell } from './bar-cell'
import { type Bar } from './bars'
import { NextMark } from './next-mark'
import { type TimelinePlan } from './timeline-plan'

export interface RowActions {
  open: (row: Row) => void
  peek: (row: Row) => void
  focused: (id: string, cell: number) => void
}

interface TimelineRowProps {
  entity: EntityPlan
  plan: TimelinePlan
  row: Row
  bars: readonly Bar[]
  scale: TimeScale
  /** Of the line in px, to know which words fit. */
  width: number
  phone: boolean
  /** The cell in the tab order, when it is one of this row. */
  activeCell: number | null
  isMarked: boolean
  actions: RowActions
}

export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { entity, plan, row, bars, scale, width, phone, activeCell, isMarked, actions } = props
  const context = useLocale()
  const { recordHref } = useNavigation()
  const title = titleText(row[entity.title], context)
  const late = Math.max(0, ...bars.map((bar) => bar.time?.late ?? 0))
  return (
    <>
      <div
        role="rowheader"
        data-hue={row.$color ?? undefined}
        className={cn(
          'flex min-w-0 items-center gap-2 pl-4 max-md:relative max-md:z-2 max-md:order-1 max-md:grow max-md:pr-3 md:pr-2',
          !row.$color && !isMarked && 'max-md:bg-surface',
          row.$color && 'bg-hue-soft',
          isMarked && 'bg-accent-soft',
        )}
      >
        <RecordMark entity={entity} row={row} size={24} />
        <KitLink
          href={recordHref(entity.name, row.id)}
          data-cell={`${row.id} 0`}
          tabIndex={activeCell === 0 ? 0 : -1}
          onFocus={() => actions.focused(row.id, 0)}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            actions.open(row)
          }}
          className="truncate rounded-chip font-medium"
        >
          {title}
        </KitLink>
      </div>
      {plan.figure && (
        <div
          role="gridcell"
          data-hue={row.$color ?? undefined}
          className={cn(
            'flex items-center justify-end pr-3 pl-2 text-fg-2 max-md:relative max-md:z-2 max-md:order-2',
            !row.$color && !isMarked && 'max-md:bg-surface',
            row.$color && 'bg-hue-soft',
            isMarked && 'bg-accent-soft',
          )}
        >
          <Figure field={plan.figure} row={row} />
        </div>
      )}
      <div
        role="gridcell"
        className="relative min-w-0 overflow-hidden border-l border-line max-md:order-3 max-md:h-7 max-md:w-full max-md:border-l-0"
      >
        {bars.map((bar, index) => (
          <BarCell
            key={bar.key}
            entity={entity}
            plan={plan}
            row={row}
            bar={bar}
            scale={scale}
            width={width}
            phone={phone}
            cell={index + 1}
            isActive={activeCell === index + 1}
            actions={actions}
          />
        ))}
        <NextMark
          entity={entity}
          field={plan.next}
          isDue={plan.isDue}
          row={row}
          late={late}
          scale={scale}
          width={width}
        />
      </div>
    </>
  )
})
