/** Text -> parts -> text: what a chip edits stays what was meant, and what it cannot edit stays word for word. */
import { expect, test } from 'vitest'
import {
  type Condition,
  DAY_CALLS,
  type FilterPart,
  isCounted,
  OPERATORS,
  type Operand,
  type Operator,
  operandsOf,
} from './condition'
import { partsOf } from './parse'
import { textOf } from './print'
import texts from './texts.json' with { type: 'json' }

const condition = (path: string, operator: Operator, ...operands: Operand[]): Condition => ({
  is: 'condition',
  path,
  operator,
  operands,
})
const said = (value: string): Operand => ({ is: 'text', value })
const digits = (value: string): Operand => ({ is: 'number', value })
const variable = (value: string): Operand => ({ is: 'variable', value })

test.each<[string, FilterPart[]]>([
  ['', []],
  ["stage = 'new'", [condition('stage', '=', said('new'))]],
  [
    "owner = $me and channel in ('site'; 'phone')",
    [
      condition('owner', '=', variable('me')),
      condition('channel', 'in', said('site'), said('phone')),
    ],
  ],
  ['owner.team in $teams', [condition('owner.team', 'in', variable('teams'))]],
  [
    'valor entre -1.50 e 10 e ativo',
    [
      condition('valor', 'between', digits('-1.50'), digits('10')),
      condition('ativo', '=', { is: 'boolean', value: true }),
    ],
  ],
  ['not ativo', [condition('ativo', '!=', { is: 'boolean', value: true })]],
  ['last_days(created_at; 60)', [condition('created_at', 'last_days', digits('60'))]],
  ['ÚLTIMOS_DIAS(criado; 7)', [condition('criado', 'last_days', digits('7'))]],
  [
    'due < hoje() and due >= days_ago(3)',
    [
      condition('due', '<', variable('today')),
      condition('due', '>=', { is: 'day', value: 'days_ago', count: 3 }),
    ],
  ],
  [
    'due >= start_of_month()',
    [condition('due', '>=', { is: 'day', value: 'start_of_month', count: null })],
  ],
  ['name não está vazio', [condition('name', 'is not empty')]],
  ['name is not empty', [condition('name', 'is not empty')]],
  ['not (name is empty)', [condition('name', 'is not empty')]],
  ["name começa com 'D''Á'", [condition('name', 'starts with', said("D'Á"))]],
  ['name not contains "a\\"b"', [condition('name', 'not contains', said('a"b'))]],
  ['`is`.and = 1', [condition('is.and', '=', digits('1'))]],
  // What no chip edits.
  ['a = 1 or b = 2', [{ is: 'free', text: 'a = 1 or b = 2', loose: true }]],
  [
    'c = 3 and (a = 1 or b = 2)',
    [condition('c', '=', digits('3')), { is: 'free', text: 'a = 1 or b = 2', loose: true }],
  ],
  [
    '(a + 1) * 2 > b and c = 3',
    [{ is: 'free', text: '(a + 1) * 2 > b', loose: false }, condition('c', '=', digits('3'))],
  ],
  ['due < days_ago(n)', [{ is: 'free', text: 'due < days_ago(n)', loose: false }]],
  ['a = null', [{ is: 'free', text: 'a = null', loose: false }]],
  ["stage = 'new", [{ is: 'free', text: "stage = 'new", loose: true }]],
  ['stage = = 1', [{ is: 'free', text: 'stage = = 1', loose: true }]],
])('reads %s', (text, parts) => {
  expect(partsOf(text)).toEqual(parts)
})

test('more brackets than anybody writes are left as they are', () => {
  const text = `${'('.repeat(9000)}a`
  expect(partsOf(text).map((part) => part.is)).toEqual(['free'])
})

/** Same numbers every run: a failure can be looked at again. */
function generator(seed: number) {
  let state = seed
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const pick = <T>(items: readonly T[]): T => items[next(items.length)] as T
  return { next, pick }
}
const NAMES = ['stage', 'owner', 'owner.team', 'data_início', 'is', 'e', 'not.in', 'a b', 'x1']
const TEXTS = [
  'new',
  "D'Ávila",
  '',
  'a\\b',
  'linha\nnova',
  '"',
  "''",
  ' and ',
  '日本',
  '\t',
  '(',
  '2026-01-02',
]

function anyOperand({ next, pick }: ReturnType<typeof generator>): Operand {
  const call = pick(DAY_CALLS)
  return pick<Operand>([
    said(pick(TEXTS)),
    digits(pick(['0', '-1', '1450.00', '0.10', '99999999999999.99'])),
    { is: 'boolean', value: next(2) === 0 },
    variable(pick(['me', 'unit', 'units', 'teams', 'today', 'now'])),
    { is: 'day', value: call, count: isCounted(call) ? next(400) : null },
  ])
}

function anyPart(random: ReturnType<typeof generator>): FilterPart {
  const { next, pick } = random
  if (next(6) === 0)
    return pick<FilterPart>([
      { is: 'free', text: "a = 1 or b = 'x and y'", loose: true },
      { is: 'free', text: 'a + b > 3', loose: false },
      { is: 'free', text: 'not (a = 1 or b = 2)', loose: false },
    ])
  const operator = pick(OPERATORS)
  const count = operandsOf(operator) ?? 1 + next(4)
  const isCount = operator === 'last_days' || operator === 'next_days'
  const operands = Array.from({ length: count }, () =>
    isCount ? digits(String(next(400))) : anyOperand(random),
  )
  return { is: 'condition', path: pick(NAMES), operator, operands }
}

test.each(texts)('prints as the server does: %s', (text) => {
  expect(textOf(partsOf(text))).toBe(text)
})

test('what is printed is read back the same, two thousand times', () => {
  const random = generator(20261123)
  for (let round = 0; round < 2000; round += 1) {
    const parts = Array.from({ length: random.next(5) }, () => anyPart(random))
    const text = textOf(parts)
    expect(partsOf(text), text).toEqual(parts)
    expect(textOf(partsOf(text))).toBe(text)
  }
})
