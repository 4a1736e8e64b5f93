import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'text',
  field: { label: 'Nome', max_length: 80 },
  filled: 'Ana Prado',
  text: 'Ana Prado',
  wire: 'Ana Prado',
  typed: true,
  invalid: 'a'.repeat(81),
  code: 'too_long',
}
