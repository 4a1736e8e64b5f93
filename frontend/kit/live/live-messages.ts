/** Words of what waits to be shown. */
import { defineMessages } from '../i18n/messages'

export const liveMessages = defineMessages(
  {
    added: (count: number) => (count === 1 ? '1 novo' : `${count} novos`),
    changes: (count: number) => (count === 1 ? '1 mudança' : `${count} mudanças`),
    show: 'Mostrar',
  },
  {
    en: {
      added: (count) => `${count} new`,
      changes: (count) => (count === 1 ? '1 change' : `${count} changes`),
      show: 'Show',
    },
    es: {
      added: (count) => (count === 1 ? '1 nuevo' : `${count} nuevos`),
      changes: (count) => (count === 1 ? '1 cambio' : `${count} cambios`),
      show: 'Mostrar',
    },
  },
)
