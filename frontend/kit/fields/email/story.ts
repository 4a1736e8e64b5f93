import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'email',
  field: { label: 'E-mail' },
  filled: 'ana.prado@clinica.com.br',
  text: 'ana.prado@clinica.com.br',
  wire: 'ana.prado@clinica.com.br',
  typed: true,
  invalid: unreadable('ana.prado@clinica', 'email'),
  code: 'email',
}
