import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'team',
  field: { label: 'Time', to: 'team' },
  filled: { id: 'team-0', title: 'Comercial' },
  text: 'Comercial',
  wire: 'team-0',
}
