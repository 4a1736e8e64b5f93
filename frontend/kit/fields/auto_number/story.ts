import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'auto_number',
  field: {
    label: 'Número da OS',
    settings: { template: 'OS-{year}-{number:05}', reset: 'year', gap_free: false },
  },
  filled: 'OS-2026-00012',
  text: 'OS-2026-00012',
  wire: 'OS-2026-00012',
  typed: true,
}
