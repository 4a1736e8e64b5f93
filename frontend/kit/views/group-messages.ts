/** Words of groups of rows. */
import { defineMessages } from '../i18n/messages'

export const groupMessages = defineMessages(
  { without: (field: string) => `Sem ${field.toLocaleLowerCase('pt-BR')}` },
  {
    en: { without: (field) => `No ${field.toLocaleLowerCase('en')}` },
    es: { without: (field) => `Sin ${field.toLocaleLowerCase('es')}` },
  },
)
