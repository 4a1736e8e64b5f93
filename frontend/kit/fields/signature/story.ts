import { type FieldStory } from '../story'

const signed = {
  id: 'signature-a',
  name: 'Assinatura.png',
  content_type: 'image/png',
  size: 14_200,
  width: 640,
  height: 220,
}

export const story: FieldStory = {
  key: 'signature',
  field: { label: 'Assinatura do paciente' },
  filled: signed,
  text: 'Assinatura.png',
  wire: 'signature-a',
  invalid: { ...signed, content_type: 'text/plain' },
  code: 'file.image',
}
