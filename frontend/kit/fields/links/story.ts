import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'links',
  field: {
    label: 'Unidades',
    to: 'unit',
    multiple: true,
    settings: {
      attributes: [
        { name: 'since', type: 'date', label: 'Desde' },
        { name: 'note', type: 'text', label: 'Observação' },
      ],
    },
  },
  filled: [
    { id: 'a', title: 'Moema', since: '2026-03-01', note: 'Titular' },
    { id: 'b', title: 'Pinheiros', since: null, note: null },
  ],
  text: 'Moema, Pinheiros',
  wire: [
    { id: 'a', since: '2026-03-01', note: 'Titular' },
    { id: 'b', since: null, note: null },
  ],
}
