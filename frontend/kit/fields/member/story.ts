import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'member',
  field: { label: 'Proprietário' },
  filled: { id: 'a', title: 'Ana Prado' },
  text: 'Ana Prado',
  wire: 'a',
}
