import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'file',
  field: { label: 'Termo assinado', settings: { max_size: 25_000_000 } },
  filled: {
    id: 'file-a',
    name: 'Termo de consentimento.pdf',
    content_type: 'application/pdf',
    size: 184_320,
  },
  text: 'Termo de consentimento.pdf',
  wire: 'file-a',
  invalid: unreadable('', 'file.sending'),
  code: 'file.sending',
}
