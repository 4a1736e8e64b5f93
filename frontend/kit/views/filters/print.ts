/** Parts -> filter text, in the one form the server prints too (metamodel/expression/printing.py). */
import { type Condition, type FilterPart, type Operand } from './condition'

const RESERVED = new Set([
  'and',
  'e',
  'or',
  'ou',
  'not',
  'nao',
  'não',
  'in',
  'em',
  'between',
  'entre',
  'contains',
  'contem',
  'contém',
  'true',
  'verdadeiro',
  'false',
  'falso',
  'null',
  'nulo',
])
const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u
const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  "'": "''",
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
}

export const quote = (text: string): string =>
  `'${text.replace(/[\\'\n\t\r]/g, (sign) => ESCAPES[sign] ?? sign)}'`

export function pathText(path: string): string {
  return path
    .split('.')
    .map((name, index) =>
      NAME.test(name) && (index > 0 || !RESERVED.has(name.toLowerCase())) ? name : `\`${name}\``,
    )
    .join('.')
}

function operandText(operand: Operand): string {
  switch (operand.is) {
    case 'text':
      return quote(operand.value)
    case 'number':
      return operand.value
    case 'boolean':
      return String(operand.value)
    case 'variable':
      return `$${operand.value}`
    case 'day':
      return `${operand.value}(${operand.count ?? ''})`
  }
}

export function conditionText({ path, operator, operands }: Condition): string {
  const left = pathText(path)
  const [first = '', second = ''] = operands.map(operandText)
  switch (operator) {
    case 'is empty':
    case 'is not empty':
      return `${left} ${operator}`
    case 'in':
    case 'not in':
      return `${left} ${operator} (${operands.map(operandText).join('; ')})`
    case 'between':
    case 'not between':
      return `${left} ${operator} ${first} and ${second}`
    case 'last_days':
    case 'next_days':
      return `${operator}(${left}; ${first})`
    default:
      return `${left} ${operator} ${first}`
  }
}

export function textOf(parts: readonly FilterPart[]): string {
  return parts
    .map((part) => {
      if (part.is === 'condition') return conditionText(part)
      return part.loose && parts.length > 1 ? `(${part.text})` : part.text
    })
    .join(' and ')
}
