/** The line under the sheet: what is on its way or wrong, and how large the selection is. */
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatNumber } from '../../meta/format'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { sheetMessages } from './sheet-messages'

interface SheetStatusProps {
  pending: number
  faults: number
  hasSaved: boolean
  rows: number
  columns: number
  /** Sum of the numbers of the selection, when there are any. */
  sum: string | null
  onNextFault: () => void
}

export function SheetStatus(props: SheetStatusProps) {
  const { pending, faults, hasSaved, rows, columns, sum } = props
  const words = useMessages(sheetMessages)
  const { locale } = useLocale()
  return (
    <div className="num flex h-8 shrink-0 items-center gap-3 border-t border-line bg-surface-2 px-4 text-meta text-fg-2">
      <span role="status" className="flex items-center gap-1.5">
        {pending > 0 ? (
          <>
            <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-accent" />
            {words.saving}
          </>
        ) : (
          hasSaved && (
            <>
              <Icon name="check" size={14} className="text-ok" />
              {words.saved}
            </>
          )
        )}
      </span>
      {faults > 0 && (
        <span className="flex items-center gap-1.5 text-bad">
          <Icon name="circle-alert" size={14} />
          {words.unsaved(formatNumber(faults, locale), faults !== 1)}
          <Button size="small" variant="ghost" onClick={props.onNextFault}>
            {words.goToFault}
          </Button>
        </span>
      )}
      <span className="grow" />
      {rows * columns > 1 && <span>{words.range(rows, columns)}</span>}
      {sum !== null && <span>Σ {sum}</span>}
    </div>
  )
}
