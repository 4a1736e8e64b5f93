import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'updated_at',
  field: { label: 'Alterado em', access: 'read' },
  filled: '2026-11-20T10:30:00-03:00',
  text: '20/11/2026, 10:30',
  wire: '2026-11-20T10:30:00-03:00',
  typed: true,
}
