import { defineMessages, toLocale } from '../../i18n/messages'

export const tableMessages = defineMessages(
  {
    add: 'Adicionar linha',
    row: (place: number) => `linha ${place}`,
    remove: (place: number) => `Remover linha ${place}`,
    removed: (place: number) => `Linha ${place} removida`,
    hint: 'Alt com as setas move a linha. Enter na última linha adiciona outra.',
    none: 'Nenhuma linha ainda.',
    unknown: 'As linhas deste campo não podem ser mostradas aqui.',
    rows: 'Confira as linhas: falta algo ou há um valor que não vale.',
    tooMany: 'Cabem no máximo 200 linhas.',
  },
  {
    en: {
      add: 'Add a row',
      row: (place) => `row ${place}`,
      remove: (place) => `Remove row ${place}`,
      removed: (place) => `Row ${place} removed`,
      hint: 'Alt with the arrows moves the row. Enter in the last row adds another.',
      none: 'No rows yet.',
      unknown: 'The rows of this field cannot be shown here.',
      rows: 'Check the rows: something is missing or not valid.',
      tooMany: 'At most 200 rows fit.',
    },
    es: {
      add: 'Añadir fila',
      row: (place) => `fila ${place}`,
      remove: (place) => `Quitar fila ${place}`,
      removed: (place) => `Fila ${place} quitada`,
      hint: 'Alt con las flechas mueve la fila. Enter en la última fila añade otra.',
      none: 'Aún no hay filas.',
      unknown: 'Las filas de este campo no se pueden mostrar aquí.',
      rows: 'Revise las filas: falta algo o hay un valor que no vale.',
      tooMany: 'Caben como máximo 200 filas.',
    },
  },
)

export function tableFault(code: string, locale: string): string | null {
  const words = tableMessages[toLocale(locale)]
  return code === 'table.rows' ? words.rows : code === 'table.count' ? words.tooMany : null
}
