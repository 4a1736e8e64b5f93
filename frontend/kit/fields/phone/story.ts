import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'phone',
  field: { label: 'WhatsApp' },
  filled: '+5511904127783',
  text: '(11) 90412-7783',
  wire: '+5511904127783',
  typed: true,
  invalid: unreadable('(11) 3907-21', 'phone.short'),
  code: 'phone.short',
}
