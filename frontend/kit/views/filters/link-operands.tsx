/** Records a link is compared with: found on the server, and those that depend on who asks ("Eu"). */
import { titleText } from '../../fields/reference'
import { useRecordSearch } from '../../fields/use-record-search'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { Avatar } from '../../ui/avatar'
import { Icon } from '../../ui/icon'
import { type Operand } from './condition'
import { variablesOf } from './field-family'
import { filterMessages } from './filter-messages'
import { PickList } from './pick-list'
import { useTitles, variableText } from './use-operand-texts'

interface LinkOperandsProps {
  field: FieldPlan
  operands: readonly Operand[]
  onChange: (operands: Operand[]) => void
}

const keyOf = (operand: Operand) =>
  operand.is === 'variable' ? `$${operand.value}` : operand.is === 'text' ? operand.value : ''

export function LinkOperands({ field, operands, onChange }: LinkOperandsProps) {
  const words = useMessages(filterMessages)
  const context = useLocale()
  const to = field.to ?? ''
  const search = useRecordSearch(to, true)
  const chosen = new Set(operands.map(keyOf))
  const ids = operands.flatMap((one) => (one.is === 'text' ? [one.value] : []))
  const away = ids.filter((id) => !search.found.some((one) => one.id === id))
  const { titles } = useTitles(to, away)
  const isSearched = search.text.trim() !== ''
  const variables = isSearched ? [] : variablesOf(field)
  const kept = isSearched ? [] : away.map((id) => ({ id, title: titles.get(id) ?? '…' }))
  const toggle = (key: string) => {
    const operand: Operand = key.startsWith('$')
      ? { is: 'variable', value: key.slice(1) }
      : { is: 'text', value: key }
    onChange(
      chosen.has(key) ? operands.filter((one) => keyOf(one) !== key) : [...operands, operand],
    )
  }
  return (
    <PickList
      label={words.search(field.label)}
      multiple
      autoFocus
      search={search}
      onPick={toggle}
      items={[
        ...variables.map((name) => ({
          key: `$${name}`,
          label: variableText(name, words),
          mark: <Icon name={name === 'me' ? 'user-round' : field.icon} size={14} />,
          on: chosen.has(`$${name}`),
        })),
        ...[...kept, ...search.found].map((one) => ({
          key: one.id,
          label: titleText(one.title, context),
          mark: to === 'member' ? <Avatar size={20} name={one.title} decorative /> : undefined,
          on: chosen.has(one.id),
        })),
      ]}
    />
  )
}
