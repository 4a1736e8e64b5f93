/** Words of the export to a file. */
import { defineMessages } from '../../i18n/messages'

export const exportMessages = defineMessages(
  {
    export: 'Exportar',
    exportAll: 'Exportar CSV',
    exporting: 'Exportando',
    exported: (name: string) => `${name} salvo nos downloads`,
    failed: 'Não deu para exportar.',
    retry: 'Tentar de novo',
  },
  {
    en: {
      export: 'Export',
      exportAll: 'Export CSV',
      exporting: 'Exporting',
      exported: (name) => `${name} saved to downloads`,
      failed: 'It could not be exported.',
      retry: 'Try again',
    },
    es: {
      export: 'Exportar',
      exportAll: 'Exportar CSV',
      exporting: 'Exportando',
      exported: (name) => `${name} guardado en descargas`,
      failed: 'No se pudo exportar.',
      retry: 'Intentar de nuevo',
    },
  },
)
