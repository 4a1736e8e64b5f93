import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'long_text',
  field: { label: 'Comentário' },
  filled: 'Prefere manhã.\nAlérgica a látex.',
  text: 'Prefere manhã.\nAlérgica a látex.',
  wire: 'Prefere manhã.\nAlérgica a látex.',
  typed: true,
}
