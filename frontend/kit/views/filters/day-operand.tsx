/** One day of a condition: a date, or a day that moves with the calendar. */
import { FieldEditor } from '../../fields/field-editor'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { Input } from '../../ui/input'
import { NativeSelect } from '../../ui/native-select'
import { DAY_CALLS, type DayCall, isCounted, type Operand } from './condition'
import { filterMessages } from './filter-messages'

interface DayOperandProps {
  id: string
  label: string
  field: FieldPlan
  operand: Operand | undefined
  onChange: (operand: Operand | null) => void
}

export function DayOperand({ id, label, field, operand, onChange }: DayOperandProps) {
  const words = useMessages(filterMessages)
  const context = useLocale()
  const kind = operand?.is === 'day' ? operand.value : operand?.is === 'variable' ? 'today' : 'date'
  const names: Record<DayCall, string> = {
    days_ago: words.whichDaysAgo,
    in_days: words.whichInDays,
    start_of_week: words.startOfWeek,
    start_of_month: words.startOfMonth,
    start_of_year: words.startOfYear,
  }
  const change = (next: string) => {
    const call = DAY_CALLS.find((one) => one === next)
    if (next === 'today') onChange({ is: 'variable', value: 'today' })
    else if (call) onChange({ is: 'day', value: call, count: isCounted(call) ? 7 : null })
    else onChange(null)
  }
  return (
    <div className="flex gap-1.5">
      <NativeSelect
        aria-label={label}
        value={kind}
        frameClassName="min-w-0 flex-1"
        onChange={(event) => change(event.target.value)}
      >
        <option value="date">{words.day}</option>
        <option value="today">{words.today}</option>
        {DAY_CALLS.map((call) => (
          <option key={call} value={call}>
            {names[call]}
          </option>
        ))}
      </NativeSelect>
      {kind === 'date' && (
        <div className="min-w-0 flex-1">
          <FieldEditor
            id={id}
            value={operand?.is === 'text' ? operand.value.slice(0, 10) : null}
            field={{ ...field, editor: 'date', type: 'date', label, placeholder: null, max: null }}
            context={context}
            size="form"
            onChange={(value) => onChange(typeof value === 'string' ? { is: 'text', value } : null)}
            onCommit={() => undefined}
            onCancel={() => undefined}
          />
        </div>
      )}
      {operand?.is === 'day' && isCounted(operand.value) && (
        <CountInput
          label={names[operand.value]}
          count={operand.count ?? 0}
          onChange={(count) => onChange({ ...operand, count })}
        />
      )}
    </div>
  )
}

/** A number of days. */
export function CountInput({
  label,
  count,
  suffix,
  autoFocus,
  onChange,
}: {
  label: string
  count: number | null
  suffix?: string
  autoFocus?: boolean
  onChange: (count: number) => void
}) {
  return (
    <Input
      aria-label={label}
      inputMode="numeric"
      autoFocus={autoFocus}
      frameClassName="w-24 shrink-0"
      className="num text-right"
      suffix={suffix}
      defaultValue={count === null ? '' : String(count)}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        const digits = event.target.value.replace(/\D/g, '').slice(0, 4)
        if (digits !== event.target.value) event.target.value = digits
        if (digits !== '') onChange(Number(digits))
      }}
    />
  )
}
