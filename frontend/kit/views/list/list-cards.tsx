/** The list on a phone: one tall row a record, virtual, the whole row is the link. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { KitLink, useNavigation } from '../../client/navigation'
import { FieldValue } from '../../fields/field-value'
import { titleText } from '../../fields/reference'
import { useLocale } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { RecordMark } from '../../record/record-mark'
import { cardFields } from './card-fields'

interface ListCardsProps {
  label: string
  entity: EntityPlan
  columns: readonly FieldPlan[]
  rows: readonly Row[]
  onOpen: (index: number) => void
  onNearEnd: () => void
  tail: ReactNode
}

const HEIGHT = 84

export function ListCards({
  label,
  entity,
  columns,
  rows,
  onOpen,
  onNearEnd,
  tail,
}: ListCardsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const context = useLocale()
  const { recordHref } = useNavigation()
  const plan = useMemo(() => cardFields(columns, entity.title), [columns, entity.title])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 6,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? -1
  const askMore = useEffectEvent(onNearEnd)
  useEffect(() => {
    if (last >= rows.length - 15) askMore()
  }, [last, rows.length])
  const value = (row: Row, field: FieldPlan | null, place: 'card' | 'cell' = 'card') =>
    field && <FieldValue field={field} row={row} context={context} place={place} />
  return (
    <div ref={scroller} className="h-full overflow-auto">
      <ul aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]
          if (!row) return null
          const title = titleText(row[entity.title], context)
          return (
            <li
              key={row.id}
              className="absolute inset-x-0 border-b border-line"
              style={{ height: HEIGHT, transform: `translateY(${item.start}px)` }}
            >
              <KitLink
                href={recordHref(entity.name, row.id)}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey) return
                  event.preventDefault()
                  onOpen(item.index)
                }}
                className="flex h-full items-center gap-2.5 px-4"
              >
                <RecordMark entity={entity} row={row} size={40} />
                <span className="flex min-w-0 grow flex-col gap-0.5">
                  <span className="flex items-baseline justify-between gap-2">
                    <span className="truncate text-body font-medium">{title}</span>
                    <span className="num shrink-0 text-body *:font-medium">
                      {value(row, plan.figure)}
                    </span>
                  </span>
                  <span className="flex items-baseline justify-between gap-2 text-meta text-fg-2">
                    <span className="flex min-w-0">{value(row, plan.line, 'cell')}</span>
                    <span className="flex shrink-0">{value(row, plan.moment)}</span>
                  </span>
                  <span className="mt-0.5 flex h-5.5 min-w-0 gap-1.5 overflow-hidden">
                    {plan.chips.map((field) => (
                      <FieldValue
                        key={field.name}
                        field={field}
                        row={row}
                        context={context}
                        place="card"
                      />
                    ))}
                  </span>
                </span>
              </KitLink>
            </li>
          )
        })}
      </ul>
      {tail}
    </div>
  )
}
