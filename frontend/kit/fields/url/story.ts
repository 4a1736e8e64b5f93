import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'url',
  field: { label: 'Site' },
  filled: 'https://www.clinica.com.br/agenda',
  text: 'https://www.clinica.com.br/agenda',
  wire: 'https://www.clinica.com.br/agenda',
  typed: true,
  invalid: unreadable('javascript:alert(1)', 'url'),
  code: 'url',
}
