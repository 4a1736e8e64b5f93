import { defineMessages, toLocale } from '../../i18n/messages'
import { LONGEST, MOST } from './tags'

export const tagMessages = defineMessages(
  {
    add: 'Adicionar etiqueta',
    hint: 'Enter ou vírgula adiciona.',
    suggestions: 'Sugestões',
    addOne: (tag: string) => `Adicionar ${tag}`,
    removed: (tag: string) => `${tag} removida`,
    tooLong: `Cada etiqueta tem no máximo ${LONGEST} caracteres.`,
    tooMany: `Use no máximo ${MOST} etiquetas.`,
  },
  {
    en: {
      add: 'Add a tag',
      hint: 'Enter or a comma adds it.',
      suggestions: 'Suggestions',
      addOne: (tag) => `Add ${tag}`,
      removed: (tag) => `${tag} removed`,
      tooLong: `A tag has at most ${LONGEST} characters.`,
      tooMany: `Use at most ${MOST} tags.`,
    },
    es: {
      add: 'Añadir etiqueta',
      hint: 'Enter o una coma la añade.',
      suggestions: 'Sugerencias',
      addOne: (tag) => `Añadir ${tag}`,
      removed: (tag) => `${tag} quitada`,
      tooLong: `Cada etiqueta tiene como máximo ${LONGEST} caracteres.`,
      tooMany: `Use como máximo ${MOST} etiquetas.`,
    },
  },
)

export function tagFault(code: string, locale: string): string | null {
  const words = tagMessages[toLocale(locale)]
  return code === 'tags.length' ? words.tooLong : code === 'tags.count' ? words.tooMany : null
}
