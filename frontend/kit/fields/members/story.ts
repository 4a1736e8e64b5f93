import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'members',
  field: { label: 'Participantes', to: 'member', multiple: true },
  filled: [
    { id: 'a', title: 'Bruna Tavares' },
    { id: 'b', title: 'Diego Fontes' },
  ],
  text: 'Bruna Tavares, Diego Fontes',
  wire: ['a', 'b'],
}
