import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'any_link',
  field: { label: 'Sobre', targets: ['member'] },
  filled: { entity: 'member', id: 'a', title: 'Ana Prado' },
  text: 'Ana Prado',
  wire: { entity: 'member', id: 'a' },
}
