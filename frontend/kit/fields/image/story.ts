import { type FieldStory } from '../story'

const photo = {
  id: 'file-d',
  name: 'Perfil esquerdo.jpg',
  content_type: 'image/jpeg',
  size: 2_310_000,
  width: 1600,
  height: 1600,
}

export const story: FieldStory = {
  key: 'image',
  field: { label: 'Foto' },
  filled: photo,
  text: 'Perfil esquerdo.jpg',
  wire: 'file-d',
  invalid: { ...photo, content_type: 'application/pdf' },
  code: 'file.image',
}
