import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'link',
  field: { label: 'Unidade', to: 'unit' },
  filled: { id: 'a', title: 'Moema' },
  text: 'Moema',
  wire: 'a',
}
