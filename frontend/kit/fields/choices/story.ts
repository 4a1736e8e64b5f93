import { type FieldStory } from '../story'

export const story: FieldStory = {
  key: 'choices',
  field: {
    label: 'Regiões de interesse',
    options: [
      { key: 'lips', label: 'Lábios', color: 'pink' },
      { key: 'forehead', label: 'Testa', color: 'violet' },
      { key: 'eyes', label: 'Olhos', color: 'cyan' },
      { key: 'neck', label: 'Pescoço', color: 'teal' },
    ],
  },
  filled: ['lips', 'eyes', 'neck'],
  text: 'Lábios, Olhos, Pescoço',
  wire: ['lips', 'eyes', 'neck'],
  typed: true,
  invalid: ['lips', 'ears'],
  code: 'unknown_option',
}
