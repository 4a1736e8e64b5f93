/** Operands as a person reads them: labels of options, titles of records, days by name. */
import { useQuery } from '@tanstack/react-query'
import { keys, loadList } from '../../client/data'
import { useEntity } from '../../client/model'
import { type FieldContext } from '../../fields/contract'
import { dayText } from '../../fields/date/day'
import { titleText } from '../../fields/reference'
import { fieldKinds } from '../../fields/registry'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { formatDateTime } from '../../meta/format'
import { type FieldPlan } from '../../meta/plan'
import { type Condition, type Operand } from './condition'
import { familyOf } from './field-family'
import { type FilterWords, filterMessages } from './filter-messages'
import { valueOf } from './operand-value'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Titles of linked records by id. Once known, one that is missing is gone, or not for this person to see. */
export function useTitles(
  to: string | null,
  ids: readonly string[],
): { titles: ReadonlyMap<string, string>; known: boolean } {
  const title = useEntity(to ?? '')?.title
  const asked = ids.filter((id) => ID.test(id))
  const query = {
    filter: `id in (${asked.map((id) => `'${id}'`).join('; ')})`,
    fields: title,
    limit: 200,
  }
  const { data } = useQuery({
    queryKey: keys.list(to ?? '', query),
    queryFn: ({ signal }) => loadList(to ?? '', query, signal),
    enabled: to !== null && title !== undefined && asked.length > 0,
    staleTime: 60_000,
  })
  const titles = new Map(data?.data.map((row) => [row.id, String(row[title ?? ''] ?? '')]))
  return { titles, known: data !== undefined }
}

export function useOperandTexts({ operator, operands }: Condition, field: FieldPlan): string[] {
  const words = useMessages(filterMessages)
  const context = useLocale()
  const family = familyOf(field)
  const isLink = family === 'link' || family === 'links'
  const ids = isLink ? operands.flatMap((one) => (one.is === 'text' ? [one.value] : [])) : []
  const { titles, known } = useTitles(field.to ?? null, ids)
  const isCount = operator === 'last_days' || operator === 'next_days'
  return operands.map((operand) => {
    if (isCount && operand.is === 'number') return words.days(Number(operand.value))
    if (isLink && operand.is === 'text')
      return titleText(titles.get(operand.value) ?? (known ? words.gone : '…'), context)
    return operandText(operand, field, words, context)
  })
}

function operandText(
  operand: Operand,
  field: FieldPlan,
  words: FilterWords,
  context: FieldContext,
): string {
  switch (operand.is) {
    case 'variable':
      return variableText(operand.value, words)
    case 'day':
      return {
        days_ago: words.daysAgo(operand.count ?? 0),
        in_days: words.inDays(operand.count ?? 0),
        start_of_week: words.startOfWeek,
        start_of_month: words.startOfMonth,
        start_of_year: words.startOfYear,
      }[operand.value]
    case 'boolean':
      return operand.value ? words.yes : words.no
    default:
      return plainText(operand, field, context)
  }
}

export function variableText(name: string, words: FilterWords): string {
  const known: Record<string, string> = {
    me: words.me,
    unit: words.unit,
    units: words.units,
    teams: words.teams,
    today: words.today,
    now: words.now,
  }
  return known[name] ?? `$${name}`
}

function plainText(
  operand: Operand & { is: 'text' | 'number' },
  field: FieldPlan,
  context: FieldContext,
): string {
  const family = familyOf(field)
  const label =
    field.optionByKey.get(operand.value)?.label ??
    field.pipeline?.stageByKey.get(operand.value)?.label
  if (label !== undefined) return label
  if (family === 'day')
    return operand.value.length > 10
      ? formatDateTime(operand.value, context)
      : dayText(operand.value)
  if (family === 'text' || family === 'choices') return operand.value
  const text = fieldKinds.get(field.editor)?.format(valueOf(operand, field), field, context)
  return text || operand.value
}
