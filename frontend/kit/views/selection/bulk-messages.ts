/** Words of a change made to many records: what was done, and what stands in its way. */
import { defineMessages } from '../../i18n/messages'

export const bulkMessages = defineMessages(
  {
    changed: (shown: string, many: boolean) =>
      `${shown} ${many ? 'registros alterados' : 'registro alterado'}`,
    moved: (shown: string, many: boolean, stage: string) =>
      `${shown} ${many ? 'registros movidos' : 'registro movido'} para ${stage}`,
    assigned: (shown: string, many: boolean, to: string) =>
      `${shown} ${many ? 'registros atribuídos' : 'registro atribuído'} a ${to}`,
    trashed: (shown: string, many: boolean) =>
      `${shown} ${many ? 'registros' : 'registro'} na lixeira`,
    nothing: 'Nada a mudar: já estava assim.',
    already: (shown: string) => `${shown} já estavam assim`,
    working: (shown: string) => `Alterando ${shown}`,
    tooMany: (most: string) => `Até ${most} registros por vez. Filtre mais e tente de novo.`,
    failed: 'Não deu para alterar. Nada mudou.',
    changedMeanwhile: 'Alguém alterou um destes registros agora. Nada mudou.',
    unassigned: (shown: string, many: boolean) =>
      `${shown} ${many ? 'registros' : 'registro'} sem responsável`,
    retry: 'Tentar de novo',
    refused: 'Nada mudou',
    refusedWhy: 'A mudança vale para todos ou para nenhum. Veja o que impede:',
    more: (shown: string) => `e mais ${shown}`,
    these: (shown: string, many: boolean) => `${shown} ${many ? 'registros' : 'registro'}`,
    everyOne: 'Todos os selecionados',
    without: (shown: string) => `Deixar de fora e mudar ${shown}`,
    close: 'Fechar',
    fill: 'Falta em todos os selecionados. O que você preencher vale para todos.',
    fillAndTry: 'Preencher e tentar de novo',
  },
  {
    en: {
      changed: (shown, many) => `${shown} ${many ? 'records' : 'record'} changed`,
      moved: (shown, many, stage) => `${shown} ${many ? 'records' : 'record'} moved to ${stage}`,
      assigned: (shown, many, to) => `${shown} ${many ? 'records' : 'record'} assigned to ${to}`,
      trashed: (shown, many) => `${shown} ${many ? 'records' : 'record'} in the trash`,
      nothing: 'Nothing to change: it was so already.',
      already: (shown) => `${shown} were so already`,
      working: (shown) => `Changing ${shown}`,
      tooMany: (most) => `Up to ${most} records at a time. Filter further and try again.`,
      failed: 'It could not be changed. Nothing changed.',
      changedMeanwhile: 'Somebody changed one of these records just now. Nothing changed.',
      unassigned: (shown, many) => `${shown} ${many ? 'records' : 'record'} without an owner`,
      retry: 'Try again',
      refused: 'Nothing changed',
      refusedWhy: 'The change is made to all or to none. This is in the way:',
      more: (shown) => `and ${shown} more`,
      these: (shown, many) => `${shown} ${many ? 'records' : 'record'}`,
      everyOne: 'All that are selected',
      without: (shown) => `Leave these out and change ${shown}`,
      close: 'Close',
      fill: 'Missing in all that are selected. What you fill in is set on all of them.',
      fillAndTry: 'Fill in and try again',
    },
    es: {
      changed: (shown, many) =>
        `${shown} ${many ? 'registros modificados' : 'registro modificado'}`,
      moved: (shown, many, stage) =>
        `${shown} ${many ? 'registros movidos' : 'registro movido'} a ${stage}`,
      assigned: (shown, many, to) =>
        `${shown} ${many ? 'registros asignados' : 'registro asignado'} a ${to}`,
      trashed: (shown, many) => `${shown} ${many ? 'registros' : 'registro'} en la papelera`,
      nothing: 'Nada que cambiar: ya estaba así.',
      already: (shown) => `${shown} ya estaban así`,
      working: (shown) => `Cambiando ${shown}`,
      tooMany: (most) => `Hasta ${most} registros por vez. Filtre más e intente de nuevo.`,
      failed: 'No se pudo cambiar. Nada cambió.',
      changedMeanwhile: 'Alguien modificó uno de estos registros ahora. Nada cambió.',
      unassigned: (shown, many) => `${shown} ${many ? 'registros' : 'registro'} sin responsable`,
      retry: 'Intentar de nuevo',
      refused: 'Nada cambió',
      refusedWhy: 'El cambio vale para todos o para ninguno. Esto lo impide:',
      more: (shown) => `y ${shown} más`,
      these: (shown, many) => `${shown} ${many ? 'registros' : 'registro'}`,
      everyOne: 'Todos los seleccionados',
      without: (shown) => `Dejar fuera y cambiar ${shown}`,
      close: 'Cerrar',
      fill: 'Falta en todos los seleccionados. Lo que complete vale para todos.',
      fillAndTry: 'Completar e intentar de nuevo',
    },
  },
)
