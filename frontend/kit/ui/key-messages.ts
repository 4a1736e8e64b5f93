/** Words between and on the caps of a shortcut. */
import { defineMessages } from '../i18n/messages'

export const keyMessages = defineMessages(
  { after: 'depois', space: 'Espaço' },
  { en: { after: 'then', space: 'Space' }, es: { after: 'después', space: 'Espacio' } },
)
