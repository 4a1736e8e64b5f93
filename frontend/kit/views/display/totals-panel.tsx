/** What is counted under a view, and in the heads of its groups. */
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan, type ViewPlan } from '../../meta/plan'
import { Icon } from '../../ui/icon'
import { IconButton } from '../../ui/icon-button'
import { NativeSelect } from '../../ui/native-select'
import { PickList } from '../filters/pick-list'
import { type DisplayWords, displayMessages } from './display-messages'

type Measures = ViewPlan['measures']

interface TotalsPanelProps {
  entity: EntityPlan
  kind: string
  measures: Measures
  onChange: (measures: Measures) => void
}

const EVERYWHERE = ['count', 'empty', 'distinct']

/** What can be counted of a field; a board's columns only add up. */
export function functionsOf(field: FieldPlan, kind: string): string[] {
  const own = field.aggregates.filter((fn) => fn !== 'count')
  return kind === 'kanban' || field.multiple ? own : [...own, ...EVERYWHERE]
}

export function functionWord(fn: string, words: DisplayWords): string {
  const known: Record<string, string> = {
    sum: words.sum,
    avg: words.avg,
    min: words.min,
    max: words.max,
    count: words.count,
    empty: words.empty,
    distinct: words.distinct,
  }
  return known[fn] ?? fn
}

export function TotalsPanel({ entity, kind, measures, onChange }: TotalsPanelProps) {
  const words = useMessages(displayMessages)
  const free = entity.fields.filter(
    (field) =>
      !field.hidden &&
      field.access !== 'masked' &&
      functionsOf(field, kind).length > 0 &&
      !measures.some((one) => one.field === field.name),
  )
  return (
    <div className="flex flex-col gap-2">
      {measures.length === 0 && <p className="px-1 text-fg-3">{words.noTotals}</p>}
      {measures.map((measure, index) => {
        const field = entity.fieldByName.get(measure.field)
        if (!field) return null
        return (
          <div key={`${measure.field} ${measure.fn}`} className="flex items-center gap-1.5">
            <Icon name={field.icon} size={14} className="shrink-0 text-fg-3" />
            <span className="min-w-0 grow truncate">{field.label}</span>
            <NativeSelect
              aria-label={words.totalOf(field.label)}
              value={measure.fn}
              frameClassName="w-32 shrink-0"
              onChange={(event) =>
                onChange(measures.with(index, { fn: event.target.value, field: field.name }))
              }
            >
              {functionsOf(field, kind).map((fn) => (
                <option key={fn} value={fn}>
                  {functionWord(fn, words)}
                </option>
              ))}
            </NativeSelect>
            <IconButton
              size="small"
              icon="x"
              label={words.remove(field.label)}
              onClick={() => onChange(measures.toSpliced(index, 1))}
            />
          </div>
        )
      })}
      <PickList
        label={words.addTotal}
        items={free.map((field) => ({
          key: field.name,
          label: field.label,
          mark: <Icon name={field.icon} size={14} />,
          end: functionWord(functionsOf(field, kind)[0] ?? '', words),
        }))}
        onPick={(name) => {
          const field = entity.fieldByName.get(name)
          const fn = field && functionsOf(field, kind)[0]
          if (fn) onChange([...measures, { fn, field: name }])
        }}
      />
    </div>
  )
}
