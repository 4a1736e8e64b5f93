import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'tags',
  field: {
    label: 'Etiquetas',
    settings: { suggestions: ['VIP', 'Retorno', 'Indicação', 'Pós-operatório'] },
  },
  filled: ['VIP', 'Pele sensível', 'Noiva'],
  text: 'VIP, Pele sensível, Noiva',
  wire: ['VIP', 'Pele sensível', 'Noiva'],
  typed: true,
  invalid: ['x'.repeat(61)],
  code: 'tags.length',
}
