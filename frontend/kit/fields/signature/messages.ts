import { defineMessages } from '../../i18n/messages'

export const signatureMessages = defineMessages(
  {
    pad: (label: string) => `${label}: assine com o dedo, a caneta ou o mouse`,
    here: 'Assine aqui',
    keyboard: 'Sem mouse ou toque, envie uma imagem da assinatura.',
    undo: 'Desfazer traço',
    clear: 'Limpar',
    use: 'Usar assinatura',
    upload: 'Enviar imagem',
    again: 'Assinar de novo',
    tooShort: 'O traço é curto demais para uma assinatura.',
    fileName: 'Assinatura.png',
  },
  {
    en: {
      pad: (label) => `${label}: sign with a finger, a pen or the mouse`,
      here: 'Sign here',
      keyboard: 'Without mouse or touch, send a picture of the signature.',
      undo: 'Undo stroke',
      clear: 'Clear',
      use: 'Use signature',
      upload: 'Send a picture',
      again: 'Sign again',
      tooShort: 'The stroke is too short for a signature.',
      fileName: 'Signature.png',
    },
    es: {
      pad: (label) => `${label}: firme con el dedo, el lápiz o el ratón`,
      here: 'Firme aquí',
      keyboard: 'Sin ratón ni pantalla táctil, envíe una imagen de la firma.',
      undo: 'Deshacer trazo',
      clear: 'Borrar',
      use: 'Usar firma',
      upload: 'Enviar imagen',
      again: 'Firmar de nuevo',
      tooShort: 'El trazo es demasiado corto para una firma.',
      fileName: 'Firma.png',
    },
  },
)
