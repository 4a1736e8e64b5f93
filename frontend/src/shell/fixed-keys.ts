/** Keys that belong to a focused row, card or cell, not to the screen: the sheet of keys tells them too. */
import { type Locale } from '@kit/i18n/messages'

interface KeyGroup {
  group: string
  keys: { keys: string; label: string }[]
}

type Words = Record<Locale, string>
const say = (pt: string, en: string, es: string): Words => ({ 'pt-BR': pt, en, es })

const GROUPS: { group: Words; keys: [string, Words][] }[] = [
  {
    group: say('Listas e cartões', 'Lists and cards', 'Listas y tarjetas'),
    keys: [
      [
        'ArrowUp',
        say(
          'Andar, com as quatro setas',
          'Move, with the four arrows',
          'Moverse, con las cuatro flechas',
        ),
      ],
      ['Enter', say('Abrir', 'Open', 'Abrir')],
      ['Home', say('Primeira coluna', 'First column', 'Primera columna')],
      ['End', say('Última coluna', 'Last column', 'Última columna')],
      ['mod+Home', say('Primeira linha', 'First row', 'Primera fila')],
      ['mod+End', say('Última linha', 'Last row', 'Última fila')],
      [
        'x',
        say('Marcar a linha ou o cartão', 'Select the row or card', 'Marcar la fila o la tarjeta'),
      ],
    ],
  },
  {
    group: say('Quadro', 'Board', 'Tablero'),
    keys: [
      [
        'Space',
        say('Pegar e soltar o cartão', 'Lift and drop the card', 'Tomar y soltar la tarjeta'),
      ],
      ['m', say('Mover para…', 'Move to…', 'Mover a…')],
    ],
  },
  {
    group: say('Ao editar', 'While editing', 'Al editar'),
    keys: [
      ['Enter', say('Salvar o campo', 'Save the field', 'Guardar el campo')],
      ['mod+Enter', say('Salvar o formulário', 'Save the form', 'Guardar el formulario')],
      [
        'Escape',
        say(
          'Desistir, fechar a camada de cima',
          'Give up, close the top layer',
          'Desistir, cerrar la capa de arriba',
        ),
      ],
    ],
  },
]

/** `told` are keys that the screen has itself. */
export function fixedKeys(locale: Locale, told: ReadonlySet<string>): KeyGroup[] {
  return GROUPS.map(({ group, keys }) => ({
    group: group[locale],
    keys: keys
      .filter(([own]) => !told.has(own))
      .map(([own, label]) => ({ keys: own, label: label[locale] })),
  })).filter(({ keys }) => keys.length > 0)
}
