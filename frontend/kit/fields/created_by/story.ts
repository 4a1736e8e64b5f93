import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'created_by',
  field: { label: 'Criado por', access: 'read', to: 'member' },
  filled: { id: 'a', title: 'Bruna Tavares' },
  text: 'Bruna Tavares',
  wire: 'a',
}
