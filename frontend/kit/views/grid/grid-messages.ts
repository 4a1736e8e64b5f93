/** Words of the grid of cards. */
import { defineMessages } from '../../i18n/messages'

export const gridMessages = defineMessages(
  {
    grid: (label: string) => `Cartões de ${label}`,
    more: (card: string) => `Mais ações de ${card}`,
    open: 'Abrir',
    peek: 'Abrir ao lado',
    select: 'Selecionar',
    unselect: 'Tirar da seleção',
    move: 'Mover para…',
    space: 'Espaço',
    choose: (card: string) => `Selecionar ${card}`,
    keyCards: 'Ir aos cartões',
    keySelect: 'Selecionar o cartão em foco',
    keysHelp:
      'Setas mudam de cartão, Enter abre, Espaço abre ao lado, X seleciona, M abre Mover para.',
  },
  {
    en: {
      grid: (label) => `Cards of ${label}`,
      more: (card) => `More actions of ${card}`,
      open: 'Open',
      peek: 'Open at the side',
      select: 'Select',
      unselect: 'Unselect',
      move: 'Move to…',
      space: 'Space',
      choose: (card) => `Select ${card}`,
      keyCards: 'Go to the cards',
      keySelect: 'Select the focused card',
      keysHelp:
        'Arrows go from card to card, Enter opens, Space opens at the side, X selects, M opens Move to.',
    },
    es: {
      grid: (label) => `Tarjetas de ${label}`,
      more: (card) => `Más acciones de ${card}`,
      open: 'Abrir',
      peek: 'Abrir al lado',
      select: 'Seleccionar',
      unselect: 'Quitar de la selección',
      move: 'Mover a…',
      space: 'Espacio',
      choose: (card) => `Seleccionar ${card}`,
      keyCards: 'Ir a las tarjetas',
      keySelect: 'Seleccionar la tarjeta enfocada',
      keysHelp:
        'Las flechas cambian de tarjeta, Enter abre, Espacio abre al lado, X selecciona, M abre Mover a.',
    },
  },
)
