import { defineMessages, toLocale } from '../../i18n/messages'

export const addressMessages = defineMessages(
  {
    cep: 'CEP',
    postcode: 'Código postal',
    street: 'Logradouro',
    number: 'Número',
    complement: 'Complemento',
    district: 'Bairro',
    city: 'Cidade',
    state: 'UF',
    region: 'Estado',
    none: '—',
    wrongCep: 'O CEP tem oito dígitos. Exemplo: 01310-100.',
    wrongState: 'Escolha a sigla do estado.',
  },
  {
    en: {
      cep: 'CEP',
      postcode: 'Postal code',
      street: 'Street',
      number: 'Number',
      complement: 'Complement',
      district: 'District',
      city: 'City',
      state: 'State',
      region: 'State',
      none: '—',
      wrongCep: 'A CEP has eight digits. Example: 01310-100.',
      wrongState: 'Choose the two letters of the state.',
    },
    es: {
      cep: 'CEP',
      postcode: 'Código postal',
      street: 'Calle',
      number: 'Número',
      complement: 'Complemento',
      district: 'Barrio',
      city: 'Ciudad',
      state: 'UF',
      region: 'Estado',
      none: '—',
      wrongCep: 'El CEP tiene ocho dígitos. Ejemplo: 01310-100.',
      wrongState: 'Elija la sigla del estado.',
    },
  },
)

export function addressFault(code: string, locale: string): string | null {
  const words = addressMessages[toLocale(locale)]
  return code === 'address.cep'
    ? words.wrongCep
    : code === 'address.state'
      ? words.wrongState
      : null
}
