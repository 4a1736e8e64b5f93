/** What every field editor keeps: text and back, nothing stays nothing, the wire form, one drawing a place. */
import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { compileModel, type FieldPlan } from '../meta/plan'
import { model } from '../testing/model-fixture'
import { faultsOf } from './checks'
import { type FieldDefinition } from './contract'
import { fieldKinds } from './registry'
import { Unreadable } from './unreadable'

const context = {
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  now: () => new Date('2026-11-23T13:42:00Z'),
}
const lead = compileModel(model).entities.get('lead')
const base = lead?.fieldByName.get('name') as FieldPlan
const field = (name: string): FieldPlan => lead?.fieldByName.get(name) ?? { ...base, editor: name }

interface Sample {
  value: unknown
  text: string
  wire: unknown
  /** Links are picked, not typed. */
  typed?: boolean
  on?: string
}

const ana = { id: 'a', title: 'Ana Prado' }
const SAMPLES: Record<string, Sample> = {
  text: { value: 'Ana', text: 'Ana', wire: 'Ana', typed: true, on: 'name' },
  long_text: { value: 'a\nb', text: 'a\nb', wire: 'a\nb', typed: true },
  phone: {
    value: '+5511904127783',
    text: '(11) 90412-7783',
    wire: '+5511904127783',
    typed: true,
    on: 'whatsapp',
  },
  choice: {
    value: 'qualified',
    text: 'Qualificado',
    wire: 'qualified',
    typed: true,
    on: 'situation',
  },
  money: {
    value: '1890.50',
    text: 'R$\u00a01.890,50',
    wire: '1890.50',
    typed: true,
    on: 'service_value',
  },
  datetime: {
    value: '2026-11-25T10:30:00-03:00',
    text: '25/11/2026, 10:30',
    wire: '2026-11-25T10:30:00-03:00',
    typed: true,
  },
  date: { value: '2026-12-25', text: '25/12/2026', wire: '2026-12-25', typed: true },
  stage: { value: 'active', text: 'Ativos', wire: 'active', typed: true, on: 'stage' },
  member: { value: ana, text: 'Ana Prado', wire: 'a' },
  link: { value: ana, text: 'Ana Prado', wire: 'a' },
  links: { value: [ana, { id: 'b', title: 'Bia' }], text: 'Ana Prado, Bia', wire: ['a', 'b'] },
  any_link: {
    value: { ...ana, entity: 'lead' },
    text: 'Ana Prado',
    wire: { entity: 'lead', id: 'a' },
  },
}

it('has a sample for every editor', () => {
  expect([...fieldKinds.keys()].sort()).toEqual(Object.keys(SAMPLES).sort())
})

describe.each(Object.entries(SAMPLES))('%s', (key, sample) => {
  const kind = fieldKinds.get(key) as FieldDefinition
  const plan = field(sample.on ?? key)

  it('reads its own text', () => {
    expect(kind.format(sample.value, plan, context)).toBe(sample.text)
    const parsed = kind.parse(sample.text, plan, context)
    expect(parsed).toEqual(
      sample.typed ? { ok: true, value: sample.value } : { ok: false, code: 'unknown_option' },
    )
  })

  it('knows nothing from something', () => {
    expect(kind.parse('  ', plan, context)).toEqual({ ok: true, value: null })
    expect(kind.format(null, plan, context)).toBe('')
    expect(kind.isEmpty(null)).toBe(true)
    expect(kind.isEmpty(sample.value)).toBe(false)
  })

  it('orders empty last and writes the wire form', () => {
    expect(kind.compare(sample.value, sample.value, plan)).toBe(0)
    expect(kind.compare(null, sample.value, plan)).toBeGreaterThan(0)
    expect(kind.toWire(sample.value)).toEqual(sample.wire)
    expect(kind.validate(sample.value, plan, context)).toEqual([])
  })

  it.each(['cell', 'card', 'panel'] as const)('draws in a %s', (place) => {
    const { container } = render(
      <kind.Cell value={sample.value} field={plan} context={context} place={place} />,
    )
    expect(container).not.toBeEmptyDOMElement()
  })

  it('loads its editor', async () => {
    expect(await kind.load.Editor()).toBeTypeOf('function')
  })
})

it('reports what stands in the way of saving', () => {
  const money = fieldKinds.get('money') as FieldDefinition
  const value = { ...field('service_value'), min: 0, required: true }
  expect(faultsOf(money, null, value, context)).toEqual(['required'])
  expect(faultsOf(money, '-1.00', value, context)).toEqual(['below_min'])
  expect(faultsOf(money, new Unreadable('1,2,3', 'money.invalid'), value, context)).toEqual([
    'money.invalid',
  ])
  const text = fieldKinds.get('text') as FieldDefinition
  expect(faultsOf(text, 'abcd', { ...field('name'), max_length: 3 }, context)).toEqual(['too_long'])
})
