/** Words of the board. */
import { defineMessages } from '../../i18n/messages'

export const kanbanMessages = defineMessages(
  {
    board: (label: string) => `Quadro ${label}`,
    columnName: (stage: string, count: string) => `${stage}, ${count}`,
    collapse: (stage: string) => `Recolher ${stage}`,
    expand: (stage: string) => `Abrir ${stage}`,
    add: (label: string) => `Criar ${label}`,
    maxDays: (days: number) => `máx. ${days} ${days === 1 ? 'dia' : 'dias'}`,
    limit: (count: number, most: number) => `${count} de ${most}`,
    over: (count: string) => `mais de ${count}`,
    emptyColumn: 'Nada nesta etapa',
    keyCards: 'Ir aos cartões',
    keyMove: 'Mover o cartão em foco',
    keyLift: 'Levantar e soltar o cartão em foco',
    keysHelp:
      'Espaço levanta o cartão, setas escolhem a etapa, Espaço solta, Esc desiste. M abre Mover para.',
    lifted: (card: string, stage: string) =>
      `${card} levantado de ${stage}. Setas para os lados escolhem a etapa, Espaço solta, Esc desiste.`,
    hovering: (stage: string) => `Sobre ${stage}.`,
    missing: (fields: string) => `Falta ${fields}.`,
    refused: (stage: string) => `${stage} não pode ser alcançada daqui.`,
    cancelled: (card: string, stage: string) => `${card} continua em ${stage}.`,
    actions: (card: string) => `Mover ${card} para…`,
    noPipeline: 'Esta visão precisa de um campo de etapa que o seu perfil veja.',
  },
  {
    en: {
      board: (label) => `Board ${label}`,
      columnName: (stage, count) => `${stage}, ${count}`,
      collapse: (stage) => `Collapse ${stage}`,
      expand: (stage) => `Open ${stage}`,
      add: (label) => `Create ${label}`,
      maxDays: (days) => `max. ${days} ${days === 1 ? 'day' : 'days'}`,
      limit: (count, most) => `${count} of ${most}`,
      over: (count) => `over ${count}`,
      emptyColumn: 'Nothing in this stage',
      keyCards: 'Go to the cards',
      keyMove: 'Move the focused card',
      keyLift: 'Lift and drop the focused card',
      keysHelp:
        'Space lifts the card, arrows choose the stage, Space drops, Esc gives up. M opens Move to.',
      lifted: (card, stage) =>
        `${card} lifted from ${stage}. Left and right choose the stage, Space drops, Esc gives up.`,
      hovering: (stage) => `Over ${stage}.`,
      missing: (fields) => `Missing ${fields}.`,
      refused: (stage) => `${stage} cannot be reached from here.`,
      cancelled: (card, stage) => `${card} stays in ${stage}.`,
      actions: (card) => `Move ${card} to…`,
      noPipeline: 'This view needs a stage field your role can see.',
    },
    es: {
      board: (label) => `Tablero ${label}`,
      columnName: (stage, count) => `${stage}, ${count}`,
      collapse: (stage) => `Contraer ${stage}`,
      expand: (stage) => `Abrir ${stage}`,
      add: (label) => `Crear ${label}`,
      maxDays: (days) => `máx. ${days} ${days === 1 ? 'día' : 'días'}`,
      limit: (count, most) => `${count} de ${most}`,
      over: (count) => `más de ${count}`,
      emptyColumn: 'Nada en esta etapa',
      keyCards: 'Ir a las tarjetas',
      keyMove: 'Mover la tarjeta enfocada',
      keyLift: 'Levantar y soltar la tarjeta enfocada',
      keysHelp:
        'Espacio levanta la tarjeta, las flechas eligen la etapa, Espacio suelta, Esc desiste. M abre Mover a.',
      lifted: (card, stage) =>
        `${card} levantado de ${stage}. Izquierda y derecha eligen la etapa, Espacio suelta, Esc desiste.`,
      hovering: (stage) => `Sobre ${stage}.`,
      missing: (fields) => `Falta ${fields}.`,
      refused: (stage) => `No se puede llegar a ${stage} desde aquí.`,
      cancelled: (card, stage) => `${card} sigue en ${stage}.`,
      actions: (card) => `Mover ${card} a…`,
      noPipeline: 'Esta vista necesita un campo de etapa que su perfil vea.',
    },
  },
)
