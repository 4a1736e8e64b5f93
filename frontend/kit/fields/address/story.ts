import { type FieldStory } from '../story'

const paulista = {
  cep: '01310100',
  street: 'Av. Paulista',
  number: '1578',
  complement: 'cj 21',
  district: 'Bela Vista',
  city: 'São Paulo',
  state: 'SP',
  country: 'BR',
}

export const story: FieldStory = {
  key: 'address',
  field: { label: 'Endereço' },
  filled: paulista,
  text: 'Av. Paulista, 1578, cj 21, Bela Vista, São Paulo - SP, 01310-100',
  wire: paulista,
  invalid: { cep: '0131', street: 'Av. Paulista' },
  code: 'address.cep',
  others: {
    'Fora do Brasil': {
      cep: '1250-096',
      street: 'Av. da Liberdade',
      number: '110',
      city: 'Lisboa',
      country: 'PT',
    },
  },
}
