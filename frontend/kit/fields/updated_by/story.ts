import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'updated_by',
  field: { label: 'Alterado por', access: 'read', to: 'member' },
  filled: { id: 'a', title: 'Bruna Tavares' },
  text: 'Bruna Tavares',
  wire: 'a',
}
