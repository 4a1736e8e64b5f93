import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'barcode',
  field: { label: 'Código de barras', settings: { format: 'ean13' } },
  filled: '7891000315507',
  text: '7891000315507',
  wire: '7891000315507',
  typed: true,
  invalid: unreadable('7891000315508', 'barcode'),
  code: 'barcode',
}
