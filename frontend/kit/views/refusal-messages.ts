/** Why an entity cannot be drawn as a kind of view, by the code its `accepts` gives. */
import { defineMessages } from '../i18n/messages'

export const refusalMessages = defineMessages(
  {
    stage_field_missing:
      'Um quadro precisa de um campo de etapa ou de opções que o seu perfil veja.',
    date_field_missing: 'Uma linha do tempo precisa de um campo de data que o seu perfil veja.',
    other: (code: string) => `Esta forma de ver não serve para estes registros (${code}).`,
  },
  {
    en: {
      stage_field_missing: 'A board needs a stage or choice field your role can see.',
      date_field_missing: 'A timeline needs a date field your role can see.',
      other: (code) => `These records cannot be shown this way (${code}).`,
    },
    es: {
      stage_field_missing: 'Un tablero necesita un campo de etapa o de opciones que su perfil vea.',
      date_field_missing: 'Una línea de tiempo necesita un campo de fecha que su perfil vea.',
      other: (code) => `Estos registros no se pueden ver así (${code}).`,
    },
  },
)
