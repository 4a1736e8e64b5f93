/** Words of the split view. */
import { defineMessages } from '../../i18n/messages'

export const splitMessages = defineMessages(
  {
    list: (label: string) => `Lista de ${label}`,
    record: 'Registro escolhido',
    divider: 'Largura da lista',
    nothing: 'Nenhum registro escolhido',
    nothingWhy: 'Escolha um na lista para vê-lo aqui.',
    keyList: 'Ir à lista',
    unsaved: 'Há uma alteração que não foi salva',
    unsavedWhy:
      'Um campo deste registro ainda não foi aceito. Se você sair, o que digitou se perde.',
    stay: 'Continuar aqui',
    leave: 'Sair sem salvar',
    keysHelp: 'Setas escolhem o registro, que aparece ao lado. Enter vai até ele.',
  },
  {
    en: {
      list: (label) => `List of ${label}`,
      record: 'Chosen record',
      divider: 'Width of the list',
      nothing: 'No record chosen',
      nothingWhy: 'Choose one in the list to see it here.',
      keyList: 'Go to the list',
      unsaved: 'A change is not saved',
      unsavedWhy:
        'A field of this record was not accepted yet. If you leave, what you typed is lost.',
      stay: 'Stay here',
      leave: 'Leave without saving',
      keysHelp: 'Arrows choose the record, which shows at the side. Enter goes to it.',
    },
    es: {
      list: (label) => `Lista de ${label}`,
      record: 'Registro elegido',
      divider: 'Ancho de la lista',
      nothing: 'Ningún registro elegido',
      nothingWhy: 'Elija uno en la lista para verlo aquí.',
      keyList: 'Ir a la lista',
      unsaved: 'Hay un cambio sin guardar',
      unsavedWhy:
        'Un campo de este registro aún no fue aceptado. Si sale, lo que escribió se pierde.',
      stay: 'Seguir aquí',
      leave: 'Salir sin guardar',
      keysHelp: 'Las flechas eligen el registro, que aparece al lado. Enter va hasta él.',
    },
  },
)
