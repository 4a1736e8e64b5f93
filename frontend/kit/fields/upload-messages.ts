/** Words of files that were refused, and what a field takes instead. Loaded with the editors. */
import { defineMessages } from '../i18n/messages'

export const uploadMessages = defineMessages(
  {
    refused: (name: string, reason: string) => `${name}: ${reason} Remova ou troque o arquivo.`,
    takes: (kinds: string) => `Aceita ${kinds}.`,
    image: 'imagens',
    video: 'vídeos',
    audio: 'áudios',
    text: 'textos',
    drawn: 'A assinatura desenhada ainda não foi usada: escolha “Usar assinatura” ou “Limpar”.',
    drawnHere: 'Salve a assinatura desenhada ou escolha “Limpar”.',
  },
  {
    en: {
      refused: (name, reason) => `${name}: ${reason} Remove or replace the file.`,
      takes: (kinds) => `Takes ${kinds}.`,
      image: 'images',
      video: 'videos',
      audio: 'audio',
      text: 'text files',
      drawn: 'The drawn signature is not in use yet: choose “Use signature” or “Clear”.',
      drawnHere: 'Save the drawn signature or choose “Clear”.',
    },
    es: {
      refused: (name, reason) => `${name}: ${reason} Quite o cambie el archivo.`,
      takes: (kinds) => `Acepta ${kinds}.`,
      image: 'imágenes',
      video: 'vídeos',
      audio: 'audios',
      text: 'textos',
      drawn: 'La firma dibujada aún no se usa: elija “Usar firma” o “Borrar”.',
      drawnHere: 'Guarde la firma dibujada o elija “Borrar”.',
    },
  },
)

type KindWords = Record<'image' | 'video' | 'audio' | 'text', string>

/** How people call what has no short subtype. */
const OFFICE: Readonly<Record<string, string>> = {
  'application/msword': 'Word',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.ms-excel': 'Excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.ms-powerpoint': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'image/svg+xml': 'SVG',
  'text/plain': 'TXT',
}

/** An accept list in words: "PDF, PNG e imagens". */
export function acceptedKinds(accept: readonly string[], words: KindWords, locale: string): string {
  const named = accept.map((one) => {
    const [family = '', kind = ''] = one.split('/')
    if (kind === '*' && family in words) return words[family as keyof KindWords]
    return OFFICE[one] ?? (kind || family.replace(/^\./, '')).toUpperCase()
  })
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format([...new Set(named)])
}
