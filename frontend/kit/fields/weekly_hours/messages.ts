import { defineMessages, toLocale } from '../../i18n/messages'

export const hoursMessages = defineMessages(
  {
    closed: 'Fechado',
    open: (day: string) => `Abrir ${day}`,
    from: (day: string, place: number) => `${day}, período ${place}, início`,
    to: (day: string, place: number) => `${day}, período ${place}, fim`,
    until: 'às',
    add: (day: string) => `Adicionar período, ${day}`,
    remove: (day: string, place: number) => `Remover período ${place}, ${day}`,
    copy: (day: string) => `Copiar o horário de ${day}`,
    copyTo: 'Copiar para',
    workdays: 'Segunda a sexta',
    everyDay: 'Todos os dias',
    copied: 'Horário copiado',
    time: 'Use horas e minutos. Exemplo: 08:30.',
    order: 'O fim precisa ser depois do início.',
    overlap: 'Dois períodos do mesmo dia se sobrepõem.',
  },
  {
    en: {
      closed: 'Closed',
      open: (day) => `Open ${day}`,
      from: (day, place) => `${day}, period ${place}, start`,
      to: (day, place) => `${day}, period ${place}, end`,
      until: 'to',
      add: (day) => `Add a period, ${day}`,
      remove: (day, place) => `Remove period ${place}, ${day}`,
      copy: (day) => `Copy the hours of ${day}`,
      copyTo: 'Copy to',
      workdays: 'Monday to Friday',
      everyDay: 'Every day',
      copied: 'Hours copied',
      time: 'Use hours and minutes. Example: 08:30.',
      order: 'The end must be after the start.',
      overlap: 'Two periods of the same day overlap.',
    },
    es: {
      closed: 'Cerrado',
      open: (day) => `Abrir ${day}`,
      from: (day, place) => `${day}, período ${place}, inicio`,
      to: (day, place) => `${day}, período ${place}, fin`,
      until: 'a',
      add: (day) => `Añadir período, ${day}`,
      remove: (day, place) => `Quitar período ${place}, ${day}`,
      copy: (day) => `Copiar el horario de ${day}`,
      copyTo: 'Copiar a',
      workdays: 'Lunes a viernes',
      everyDay: 'Todos los días',
      copied: 'Horario copiado',
      time: 'Use horas y minutos. Ejemplo: 08:30.',
      order: 'El fin debe ser posterior al inicio.',
      overlap: 'Dos períodos del mismo día se superponen.',
    },
  },
)

export function hoursFault(code: string, locale: string): string | null {
  const words = hoursMessages[toLocale(locale)]
  switch (code) {
    case 'hours.time':
      return words.time
    case 'hours.order':
      return words.order
    case 'hours.overlap':
      return words.overlap
    default:
      return null
  }
}
