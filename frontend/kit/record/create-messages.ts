/** Words of the form that creates a record. */
import { defineMessages } from '../i18n/messages'

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const createMessages = defineMessages(
  {
    sections: 'Seções',
    others: 'Outros campos',
    faultsIn: (section: string, count: number) =>
      count === 0 ? section : `${section}, ${plural(count, 'erro', 'erros')}`,
    preview: 'Como vai aparecer',
    looking: (fields: string) => `Procuramos duplicados por ${fields} enquanto você digita.`,
    duplicate: (title: string) => `Já existe: ${title}.`,
    openIt: 'Abrir',
    restored: (when: string) => `Continuamos do rascunho guardado (${when}).`,
    startOver: 'Começar do zero',
    kept: 'Rascunho guardado',
    leave: 'Sair sem criar?',
    leaveWhy: 'O registro ainda não foi criado. O rascunho fica guardado nesta aba do navegador.',
    keep: 'Guardar rascunho',
    undone: (title: string) => `${title}: criação desfeita`,
  },
  {
    en: {
      sections: 'Sections',
      others: 'Other fields',
      faultsIn: (section, count) =>
        count === 0 ? section : `${section}, ${plural(count, 'error', 'errors')}`,
      preview: 'How it will look',
      looking: (fields) => `We look for duplicates by ${fields} while you type.`,
      duplicate: (title) => `There is one already: ${title}.`,
      openIt: 'Open',
      restored: (when) => `We went on from the kept draft (${when}).`,
      startOver: 'Start over',
      kept: 'Draft kept',
      leave: 'Leave without creating?',
      leaveWhy: 'The record is not created yet. The draft is kept in this browser tab.',
      keep: 'Keep draft',
      undone: (title) => `${title}: creation undone`,
    },
    es: {
      sections: 'Secciones',
      others: 'Otros campos',
      faultsIn: (section, count) =>
        count === 0 ? section : `${section}, ${plural(count, 'error', 'errores')}`,
      preview: 'Cómo se verá',
      looking: (fields) => `Buscamos duplicados por ${fields} mientras escribe.`,
      duplicate: (title) => `Ya existe: ${title}.`,
      openIt: 'Abrir',
      restored: (when) => `Seguimos desde el borrador guardado (${when}).`,
      startOver: 'Empezar de cero',
      kept: 'Borrador guardado',
      leave: '¿Salir sin crear?',
      leaveWhy: 'El registro aún no se creó. El borrador queda guardado en esta pestaña.',
      keep: 'Guardar borrador',
      undone: (title) => `${title}: creación deshecha`,
    },
  },
)
