import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'json',
  field: { label: 'Dados da integração' },
  filled: { origem: 'anúncio', campanha: { id: 42, ativa: true }, marcas: ['toxina', 'peeling'] },
  text: '{"origem":"anúncio","campanha":{"id":42,"ativa":true},"marcas":["toxina","peeling"]}',
  wire: { origem: 'anúncio', campanha: { id: 42, ativa: true }, marcas: ['toxina', 'peeling'] },
  typed: true,
  invalid: unreadable('{\n  "origem": "anúncio",\n}', 'json.syntax:3:1'),
  code: 'json.syntax:3:1',
}
