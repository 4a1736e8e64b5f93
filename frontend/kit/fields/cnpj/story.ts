import { type FieldStory, unreadable } from '../story'

export const story: FieldStory = {
  key: 'cnpj',
  field: { label: 'CNPJ' },
  filled: '12ABC34501DE35',
  text: '12.ABC.345/01DE-35',
  wire: '12ABC34501DE35',
  typed: true,
  invalid: unreadable('11.222.333/0001-8', 'cnpj.length'),
  code: 'cnpj.length',
  others: { 'Só dígitos': '11222333000181' },
}
