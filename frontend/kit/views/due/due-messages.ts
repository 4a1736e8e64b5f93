/** Words of deadlines. */
import { defineMessages } from '../../i18n/messages'

const count = (value: number, one: string, many: string) => `${value} ${value === 1 ? one : many}`

export const dueMessages = defineMessages(
  {
    lateDays: (days: number) => `Atrasado ${count(days, 'dia', 'dias')}`,
    lateHours: (hours: number) => `Atrasado ${hours} h`,
    lateMinutes: (minutes: number) => `Atrasado ${minutes} min`,
    until: (time: string) => `Até ${time}`,
    today: 'Vence hoje',
  },
  {
    en: {
      lateDays: (days) => `${count(days, 'day', 'days')} late`,
      lateHours: (hours) => `${hours} h late`,
      lateMinutes: (minutes) => `${minutes} min late`,
      until: (time) => `Until ${time}`,
      today: 'Due today',
    },
    es: {
      lateDays: (days) => `Atrasado ${count(days, 'día', 'días')}`,
      lateHours: (hours) => `Atrasado ${hours} h`,
      lateMinutes: (minutes) => `Atrasado ${minutes} min`,
      until: (time) => `Hasta las ${time}`,
      today: 'Vence hoy',
    },
  },
)
