/** What a condition compares with, by the kind of field: options, records, days, text, or the field's own editor. */
import { useId } from 'react'
import { FieldEditor } from '../../fields/field-editor'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { HueDot } from '../../ui/chip'
import { Icon } from '../../ui/icon'
import { Input, Textarea } from '../../ui/input'
import { SegmentedControl } from '../../ui/segmented'
import { StageGlyph } from '../../ui/stage-glyph'
import { type Condition, type Operand, operandsOf } from './condition'
import { CountInput, DayOperand } from './day-operand'
import { familyOf } from './field-family'
import { filterMessages } from './filter-messages'
import { LinkOperands } from './link-operands'
import { operandOf, valueOf } from './operand-value'
import { type PickItem, PickList } from './pick-list'

export interface OperandEditorProps {
  field: FieldPlan
  condition: Condition
  onChange: (operands: Operand[]) => void
  onDone: () => void
}

export function OperandEditor(props: OperandEditorProps) {
  const { field, condition, onChange } = props
  const words = useMessages(filterMessages)
  const family = familyOf(field)
  const { operator, operands } = condition
  if (operandsOf(operator) === 0) return null
  if (operator === 'last_days' || operator === 'next_days') {
    const [count] = operands
    return (
      <CountInput
        label={words.howManyDays}
        count={count?.is === 'number' ? Number(count.value) : null}
        suffix={words.days(2).replace(/^2 /, '')}
        autoFocus
        onChange={(next) => onChange([{ is: 'number', value: String(next) }])}
      />
    )
  }
  if (family === 'link' || family === 'links')
    return <LinkOperands {...props} operands={operands} />
  if (family === 'boolean') return <Truth {...props} />
  const options = optionsOf(field)
  if (options.length > 0) return <Options {...props} options={options} />
  if (operandsOf(operator) === null) return <Lines {...props} />
  if (operandsOf(operator) === 2) return <Range {...props} />
  if (family === 'text') return <TextOperand {...props} />
  return (
    <One
      {...props}
      label={words.value}
      operand={operands[0]}
      onChange={(next) => onChange(next ? [next] : [])}
    />
  )
}

function optionsOf(field: FieldPlan): PickItem[] {
  const stages = field.pipeline?.stages.map((stage) => ({
    key: stage.key,
    label: stage.label,
    mark: <StageGlyph shape={stage.glyph} hue={stage.hue} />,
  }))
  return (
    stages ??
    field.options.map((option) => ({
      key: option.key,
      label: option.label,
      mark: option.icon ? <Icon name={option.icon} size={14} /> : <HueDot hue={option.hue} />,
    }))
  )
}

function Options({
  field,
  condition,
  onChange,
  options,
}: OperandEditorProps & { options: PickItem[] }) {
  const words = useMessages(filterMessages)
  const chosen = condition.operands.flatMap((one) => (one.is === 'text' ? [one.value] : []))
  const gone = chosen
    .filter((key) => !options.some((option) => option.key === key))
    .map((key) => ({ key, label: key }))
  const order = [...options, ...gone]
  const toggle = (key: string) => {
    const next = new Set(chosen)
    if (!next.delete(key)) next.add(key)
    const keys = order.map((option) => option.key).filter((one) => next.has(one))
    onChange(keys.map((value) => ({ is: 'text', value })))
  }
  return (
    <PickList
      label={words.search(field.label)}
      multiple
      autoFocus
      onPick={toggle}
      items={order.map((option) => ({ ...option, on: chosen.includes(option.key) }))}
    />
  )
}

function Truth({ condition, onChange }: OperandEditorProps) {
  const words = useMessages(filterMessages)
  const [first] = condition.operands
  return (
    <SegmentedControl
      label={words.value}
      value={first?.is === 'boolean' && !first.value ? 'no' : 'yes'}
      items={[
        { key: 'yes', label: words.yes },
        { key: 'no', label: words.no },
      ]}
      onChange={(key) => onChange([{ is: 'boolean', value: key === 'yes' }])}
    />
  )
}

function TextOperand({ condition, onChange, onDone }: OperandEditorProps) {
  const words = useMessages(filterMessages)
  const [first] = condition.operands
  return (
    <Input
      aria-label={words.value}
      autoFocus
      defaultValue={first?.is === 'text' ? first.value : ''}
      onChange={({ target: { value } }) =>
        onChange(value.trim() === '' ? [] : [{ is: 'text', value: value.trim() }])
      }
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone()
      }}
    />
  )
}

/** Several texts or numbers, each on its line: a list may be pasted. */
function Lines({ field, condition, onChange }: OperandEditorProps) {
  const words = useMessages(filterMessages)
  const id = useId()
  const isText = familyOf(field) !== 'number'
  const lines = condition.operands.map((one) =>
    one.is === 'text' || one.is === 'number' ? one.value : '',
  )
  const change = (text: string) => {
    const found = text.split('\n').map((line) => line.trim())
    const values = [...new Set(found)].filter(Boolean)
    onChange(
      values.flatMap((value): Operand[] => {
        if (isText) return [{ is: 'text', value }]
        const operand = operandOf(value, field)
        return operand ? [operand] : []
      }),
    )
  }
  return (
    <>
      <Textarea
        autoFocus
        aria-label={words.value}
        aria-describedby={id}
        defaultValue={lines.join('\n')}
        onChange={(event) => change(event.target.value)}
      />
      <p id={id} className="text-meta text-fg-3">
        {words.perLine}
      </p>
    </>
  )
}

function Range({ field, condition, onChange, onDone }: OperandEditorProps) {
  const words = useMessages(filterMessages)
  const [low, high] = condition.operands
  const blank: Operand = { is: 'text', value: '' }
  const isBlank = (one: Operand | undefined) => one?.is === 'text' && one.value === ''
  // One end alone keeps its place: the pair is whole once both are there.
  const set = (next: [Operand, Operand]) => onChange(next.every(isBlank) ? [] : next)
  return (
    <div className="flex flex-col gap-1.5">
      <One
        field={field}
        label={words.from}
        operand={isBlank(low) ? undefined : low}
        onDone={onDone}
        onChange={(next) => set([next ?? blank, high ?? blank])}
      />
      <One
        field={field}
        label={words.to}
        operand={isBlank(high) ? undefined : high}
        onDone={onDone}
        onChange={(next) => set([low ?? blank, next ?? blank])}
      />
    </div>
  )
}

interface OneProps {
  field: FieldPlan
  label: string
  operand: Operand | undefined
  onChange: (operand: Operand | null) => void
  onDone: () => void
}

function One({ field, label, operand, onChange, onDone }: OneProps) {
  const context = useLocale()
  const id = useId()
  if (familyOf(field) === 'day')
    return <DayOperand id={id} label={label} field={field} operand={operand} onChange={onChange} />
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <div className="min-w-0 grow">
        <FieldEditor
          id={id}
          value={valueOf(operand, field)}
          field={{ ...field, access: 'editable', required: false, placeholder: label }}
          context={context}
          size="form"
          onChange={(value) => onChange(operandOf(value, field))}
          onCommit={onDone}
          onCancel={() => undefined}
        />
      </div>
    </div>
  )
}
