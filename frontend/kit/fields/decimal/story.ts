import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'decimal',
  field: { label: 'Dose (mL)', settings: { decimals: 3 } },
  filled: '1234.500',
  text: '1.234,500',
  wire: '1234.500',
  typed: true,
  invalid: unreadable('1,23456', 'decimals'),
  code: 'decimals',
}
