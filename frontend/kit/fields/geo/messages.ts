import { defineMessages, toLocale } from '../../i18n/messages'

export const geoMessages = defineMessages(
  {
    lat: 'Latitude',
    lng: 'Longitude',
    hint: 'Escreva ou cole “latitude, longitude” em qualquer um dos dois.',
    incomplete: 'Informe latitude e longitude. Exemplo: -23.5613, -46.6565.',
    invalid: 'A latitude vai de -90 a 90 e a longitude de -180 a 180.',
  },
  {
    en: {
      lat: 'Latitude',
      lng: 'Longitude',
      hint: 'Write or paste “latitude, longitude” into either one.',
      incomplete: 'Give latitude and longitude. Example: -23.5613, -46.6565.',
      invalid: 'Latitude goes from -90 to 90 and longitude from -180 to 180.',
    },
    es: {
      lat: 'Latitud',
      lng: 'Longitud',
      hint: 'Escriba o pegue “latitud, longitud” en cualquiera de los dos.',
      incomplete: 'Indique latitud y longitud. Ejemplo: -23.5613, -46.6565.',
      invalid: 'La latitud va de -90 a 90 y la longitud de -180 a 180.',
    },
  },
)

export function geoFault(code: string, locale: string): string | null {
  const words = geoMessages[toLocale(locale)]
  return code === 'geo.incomplete'
    ? words.incomplete
    : code === 'geo.invalid'
      ? words.invalid
      : null
}
