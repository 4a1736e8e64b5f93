/** Believable rows, the same on every run: invented people, telephones of an unassigned range. */
import { type Row } from '../meta/wire'

export const TODAY = new Date('2026-11-23T10:42:00-03:00')
const DAY = 86_400_000

const FIRST = [
  'Juliana',
  'Camila',
  'Mariana',
  'Tatiane',
  'Priscila',
  'Aline',
  'Fernanda',
  'Larissa',
  'Viviane',
  'Débora',
  'Carolina',
  'Sônia',
  'Elisa',
  'Rafael',
  'Natália',
  'Adriana',
  'Isabela',
  'Luciana',
  'Vanessa',
  'Eduardo',
]
const LAST = [
  'Ferraz',
  'Rezende',
  'Couto Alves',
  'Moura',
  'Antunes',
  'Guedes',
  'Lisboa',
  'Bittencourt',
  'Marinho',
  'Assunção',
  'Dutra',
  'Bragança',
  'Monteiro',
  'Siqueira',
  'Vasques',
  'Castilho',
  'Furtado',
]
const PROCEDURES = [
  'Preenchimento labial',
  'Toxina botulínica, 3 regiões',
  'Harmonização facial',
  'Laser CO₂ fracionado',
  'Skinbooster',
  'Depilação a laser, 6 sessões',
  'Bioestimulador de colágeno',
  'Ultrassom microfocado',
  'Microagulhamento',
  'Criolipólise, 2 áreas',
  'Rinomodelação',
]
const MEMBERS = ['Bruna Tavares', 'Diego Fontes', 'Patrícia Nogueira', 'Marcos Vieira']
const UNITS = ['Moema', 'Av. Paulista']
const STAGES = [
  'new',
  'active',
  'negotiation',
  'qualified',
  'closed',
  'no_answer',
  'new',
  'active',
  'negotiation',
  'lost',
]
const MAX: Record<string, number> = {
  new: 1,
  active: 3,
  negotiation: 3,
  qualified: 5,
  closed: 30,
  no_answer: 7,
  lost: 30,
}
const SITUATIONS = ['conversation_started', 'potential', 'qualified', 'prequalified', 'no_return']
const CHANNELS = ['instagram', 'whatsapp', 'campaign', 'site']

const id = (kind: number, index: number) =>
  `0190a000-0000-7000-8${String(kind).padStart(3, '0')}-${String(index).padStart(12, '0')}`
const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T
const iso = (time: number) => new Date(time).toISOString()

const procedures: Row[] = PROCEDURES.map((name, index) => ({
  id: id(1, index),
  version: 1,
  name,
  price: `${690 + index * 310}.00`,
}))
const units: Row[] = UNITS.map((name, index) => ({
  id: id(2, index),
  version: 1,
  name,
  city: 'São Paulo',
}))
const members: Row[] = MEMBERS.map((name, index) => ({ id: id(3, index), version: 1, name }))
const ref = (row: Row) => ({ id: row.id, title: String(row.name) })

function leadRow(index: number): Row {
  const stage = at(STAGES, index)
  const procedure = at(procedures, index * 3 + 1)
  const since = TODAY.getTime() - ((index * 7) % 10) * 0.14 * (MAX[stage] ?? 3) * DAY
  return {
    id: id(9, index),
    version: 1,
    name: `${at(FIRST, index)} ${at(LAST, index * 5 + Math.floor(index / 20))}`,
    owner: ref(at(members, index * 3)),
    whatsapp: `+55119${String(4_000_000 + index * 53_917).padStart(8, '0')}`,
    phone2: null,
    channel: at(CHANNELS, index),
    campaign: at(CHANNELS, index) === 'campaign' ? 'Verão' : null,
    situation: at(SITUATIONS, index),
    procedures:
      index % 6 === 5 && stage === 'new'
        ? []
        : index % 4 === 0
          ? [ref(procedure), ref(at(procedures, index + 2))]
          : [ref(procedure)],
    service_value:
      index % 6 === 5 && stage === 'new' ? null : `${780 + ((index * 37) % 90) * 70}.00`,
    service_unit: index % 9 === 8 ? null : ref(at(units, index)),
    next_contact_at: iso(TODAY.getTime() + (((index * 5) % 14) - 2) * 0.31 * DAY),
    last_contact_at: iso(TODAY.getTime() - ((index * 3) % 9) * 0.2 * DAY),
    district: 'Vila Mariana',
    city: 'São Paulo',
    comment:
      index % 3 === 0
        ? 'Casamento em 12/12. Quer resultado natural, tem receio de excesso nos lábios.'
        : null,
    stage,
    stage_since: iso(since),
    created_at: iso(since - ((index * 13) % 40) * DAY),
    created_by: ref(at(members, 0)),
    updated_at: iso(TODAY.getTime() - index * 60_000),
    updated_by: ref(at(members, index)),
  }
}

export function buildRows(leads = 128): Record<string, Row[]> {
  return {
    lead: Array.from({ length: leads }, (_, index) => leadRow(index)),
    procedure: structuredClone(procedures),
    unit: structuredClone(units),
    member: structuredClone(members),
    activity: Array.from({ length: 6 }, (_, index) => ({
      id: id(5, index),
      version: 1,
      summary: at(
        ['Ligou e pediu proposta', 'Enviou fotos de referência', 'Confirmou horário'],
        index,
      ),
      kind: index % 2 ? 'call' : 'note',
      happened_at: iso(TODAY.getTime() - index * 0.4 * DAY),
      author: ref(at(members, index)),
    })),
  }
}
