import { type FieldStory, unreadable } from '../story'

const exam = {
  id: 'file-b',
  name: 'Hemograma completo.pdf',
  content_type: 'application/pdf',
  size: 1_240_000,
}
const photo = {
  id: 'file-c',
  name: 'Frente, antes.jpg',
  content_type: 'image/jpeg',
  size: 3_870_000,
  width: 3024,
  height: 4032,
}

export const story: FieldStory = {
  key: 'files',
  field: { label: 'Documentos' },
  filled: [exam, photo],
  text: 'Hemograma completo.pdf, Frente, antes.jpg',
  wire: ['file-b', 'file-c'],
  invalid: unreadable('', 'file.sending'),
  code: 'file.sending',
}
