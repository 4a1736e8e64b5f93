/** The fixtures with what the stories of field editors point at: teams, and lines of an order as child rows. */
import { type Row, type WireField, type WireModel } from '../meta/wire'
import { model } from './model-fixture'
import { buildRows } from './rows-fixture'

const line = (
  name: string,
  type: string,
  label: string,
  more: Partial<WireField> = {},
): WireField => ({
  name,
  type,
  editor: type,
  label,
  required: false,
  access: 'write',
  sortable: true,
  filterable: true,
  groupable: false,
  aggregates: [],
  searchable: false,
  operators: [],
  ...more,
})

export function storyModel(): WireModel {
  const made = structuredClone(model)
  const pattern = made.entities.unit
  if (!pattern) throw new Error('the fixture has units')
  made.entities.team = {
    ...pattern,
    name: 'team',
    plural: 'teams',
    label: 'Time',
    label_plural: 'Times',
    fields: [line('name', 'text', 'Nome', { required: true })],
  }
  made.entities.order_line = {
    ...pattern,
    name: 'order_line',
    plural: 'order_lines',
    label: 'Item',
    label_plural: 'Itens',
    title: 'name',
    fields: [
      line('name', 'text', 'Produto', { required: true, max_length: 60 }),
      line('situation', 'choice', 'Situação', {
        options: [
          { key: 'asked', label: 'Pedido', color: 'blue' },
          { key: 'arrived', label: 'Recebido', color: 'green' },
        ],
      }),
      line('due', 'date', 'Previsto'),
      line('price', 'money', 'Preço', { currency: 'BRL', min: 0 }),
      line('created_at', 'datetime', 'Criado em', { access: 'read' }),
    ],
  }
  return made
}

export function storyRows(): Record<string, Row[]> {
  const teams = ['Comercial', 'Recepção', 'Enfermagem']
  return {
    ...buildRows(12),
    team: teams.map((name, index) => ({ id: `team-${index}`, version: 1, name })),
    order_line: [],
  }
}
