import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'boolean',
  field: { label: 'Aceita mensagens' },
  filled: true,
  text: 'Sim',
  wire: true,
  typed: true,
  others: { Não: false },
}
