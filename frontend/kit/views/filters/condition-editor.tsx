/** One condition being edited: operator and value of a field. Says each change that makes sense. */
import { useMessages } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { Icon } from '../../ui/icon'
import { NativeSelect } from '../../ui/native-select'
import { type Condition, type Operator, operandsOf } from './condition'
import { familyOf, offeredOperator, operatorsOf } from './field-family'
import { filterMessages } from './filter-messages'
import { OperandEditor } from './operand-editor'
import { operatorWord } from './operator-word'

interface ConditionEditorProps {
  field: FieldPlan
  condition: Condition
  onChange: (condition: Condition) => void
  onDone: () => void
}

/** A new condition of a field, ready to be filled in. */
export function newCondition(field: FieldPlan): Condition {
  const operator = operatorsOf(field)[0] ?? 'is empty'
  const start: Condition = { is: 'condition', path: field.name, operator, operands: [] }
  return withOperator(field, start, operator)
}

/** What was chosen stays where the new operator takes it too. */
function withOperator(field: FieldPlan, condition: Condition, operator: Operator): Condition {
  const wanted = operandsOf(operator)
  const isCount = (one: Operator) => one === 'last_days' || one === 'next_days'
  const same = isCount(operator) === isCount(condition.operator)
  const kept = same ? condition.operands : []
  if (isCount(operator) && kept.length === 0)
    return { ...condition, operator, operands: [{ is: 'number', value: '30' }] }
  if (familyOf(field) === 'boolean' && wanted === 1 && kept.length === 0)
    return { ...condition, operator, operands: [{ is: 'boolean', value: true }] }
  return { ...condition, operator, operands: wanted === null ? kept : kept.slice(0, wanted) }
}

export function ConditionEditor({ field, condition, onChange, onDone }: ConditionEditorProps) {
  const words = useMessages(filterMessages)
  const operator = offeredOperator(field, condition.operator)
  const offered = operatorsOf(field)
  const listed = offered.includes(operator) ? offered : [operator, ...offered]
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex items-center gap-2">
        <Icon name={field.icon} className="text-fg-3" />
        <span className="min-w-0 grow truncate font-medium">{field.label}</span>
      </div>
      <NativeSelect
        aria-label={words.operator}
        value={operator}
        onChange={(event) =>
          onChange(withOperator(field, condition, event.target.value as Operator))
        }
      >
        {listed.map((one) => (
          <option key={one} value={one}>
            {operatorWord(one, field, words)}
          </option>
        ))}
      </NativeSelect>
      <OperandEditor
        key={`${field.name} ${operator}`}
        field={field}
        condition={condition}
        onChange={(operands) => onChange({ ...condition, operator, operands })}
        onDone={onDone}
      />
    </div>
  )
}
