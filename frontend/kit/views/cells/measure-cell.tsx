/** Totals of a column: of all rows in the foot, of a group in its head. */
import { fieldKinds } from '../../fields/registry'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatNumber } from '../../meta/format'
import { type FieldPlan, type ViewPlan } from '../../meta/plan'
import { tip } from '../../ui/tooltip'
import { cellMessages } from './cell-messages'

type Measured = Record<string, string | number | null>

interface MeasureCellProps {
  field: FieldPlan
  measures: ViewPlan['measures']
  values: Measured | undefined
}

const COUNTED = new Set(['count', 'empty', 'distinct'])

export function MeasureCell({ field, measures, values }: MeasureCellProps) {
  const words = useMessages(cellMessages)
  const context = useLocale()
  const kind = fieldKinds.get(field.editor)
  const shown = measures.flatMap(({ fn, field: name }) => {
    const value = name === field.name ? values?.[`${fn}_${name}`] : undefined
    if (value === undefined || value === null) return []
    const isPlain = COUNTED.has(fn) || !kind
    // The head says the currency.
    const text = isPlain
      ? formatNumber(Number(value), context.locale)
      : kind.format(value, field, context).replace(/^\D*?(?=-?\d)/, '')
    return [{ fn, text: words.measure(fn, text) }]
  })
  if (shown.length === 0) return null
  return (
    <span
      className="truncate"
      {...tip(shown.map(({ fn, text }) => `${words.measureName(fn)}: ${text}`).join(', '))}
    >
      {shown.map(({ text }) => text).join(' · ')}
    </span>
  )
}

export const hasMeasure = (measures: ViewPlan['measures'], name: string): boolean =>
  measures.some((measure) => measure.field === name)
