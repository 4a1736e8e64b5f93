/** Words of fields: what each fault code says, and the few words editors need. */
import { defineMessages } from '../i18n/messages'
import { type FieldPlan } from '../meta/plan'

export const fieldMessages = defineMessages(
  {
    required: (label: string) => `Preencha ${label}.`,
    tooLong: (limit: number) => `Use no máximo ${limit} caracteres.`,
    phoneShort: 'Faltam dígitos. Exemplo: (11) 90412-7783.',
    phoneLong: 'Há dígitos demais. Exemplo: (11) 90412-7783.',
    phoneArea: 'DDD desconhecido. Exemplo: (11) 90412-7783.',
    phoneInvalid: 'Não parece um telefone. Exemplo: (11) 90412-7783.',
    moneyInvalid: 'Não parece um valor. Exemplo: 1.890,00.',
    moneyDecimals: 'Use até dois dígitos depois da vírgula.',
    belowMin: (limit: string) => `O mínimo é ${limit}.`,
    aboveMax: (limit: string) => `O máximo é ${limit}.`,
    momentIncomplete: 'Complete a data. Exemplo: 25/11/2026 10:30.',
    momentInvalid: 'Esta data não existe. Exemplo: 25/11/2026 10:30.',
    dayIncomplete: 'Complete a data. Exemplo: 25/11/2026.',
    dayInvalid: 'Esta data não existe. Exemplo: 25/11/2026.',
    unknownOption: 'Escolha uma das opções da lista.',
    invalid: 'Valor inválido.',
    momentPlaceholder: 'dd/mm/aaaa hh:mm',
    dayPlaceholder: 'dd/mm/aaaa',
    choose: 'Escolher',
    clear: (label: string) => `Limpar ${label}`,
    open: (title: string) => `Abrir ${title}`,
    remove: (title: string) => `Remover ${title}`,
    searchIn: (label: string) => `Buscar ${label}`,
    main: 'principal',
    inTrash: 'na lixeira',
    masked: 'Oculto para o seu perfil',
    readonly: 'Somente leitura',
    zone: (name: string) => `${name}: este aparelho está em outro fuso.`,
    unknownEditor: (key: string) => `Esta tela ainda não sabe mostrar o tipo “${key}”.`,
    failedSearch: 'Não deu para buscar.',
    andMore: (count: number) => `+${count}`,
  },
  {
    en: {
      required: (label) => `Fill in ${label}.`,
      tooLong: (limit) => `Use at most ${limit} characters.`,
      phoneShort: 'Digits are missing. Example: (11) 90412-7783.',
      phoneLong: 'Too many digits. Example: (11) 90412-7783.',
      phoneArea: 'Unknown area code. Example: (11) 90412-7783.',
      phoneInvalid: 'Not a phone number. Example: (11) 90412-7783.',
      moneyInvalid: 'Not an amount. Example: 1,890.00.',
      moneyDecimals: 'Use up to two decimal digits.',
      belowMin: (limit) => `The minimum is ${limit}.`,
      aboveMax: (limit) => `The maximum is ${limit}.`,
      momentIncomplete: 'Complete the date. Example: 25/11/2026 10:30.',
      momentInvalid: 'This date does not exist. Example: 25/11/2026 10:30.',
      dayIncomplete: 'Complete the date. Example: 25/11/2026.',
      dayInvalid: 'This date does not exist. Example: 25/11/2026.',
      unknownOption: 'Choose one of the options.',
      invalid: 'Invalid value.',
      momentPlaceholder: 'dd/mm/yyyy hh:mm',
      dayPlaceholder: 'dd/mm/yyyy',
      choose: 'Choose',
      clear: (label) => `Clear ${label}`,
      open: (title) => `Open ${title}`,
      remove: (title) => `Remove ${title}`,
      searchIn: (label) => `Search ${label}`,
      main: 'main',
      inTrash: 'in the trash',
      masked: 'Hidden from your role',
      readonly: 'Read only',
      zone: (name) => `${name}: this device is in another time zone.`,
      unknownEditor: (key) => `This screen cannot show the type “${key}” yet.`,
      failedSearch: 'The search failed.',
      andMore: (count) => `+${count}`,
    },
    es: {
      required: (label) => `Complete ${label}.`,
      tooLong: (limit) => `Use como máximo ${limit} caracteres.`,
      phoneShort: 'Faltan dígitos. Ejemplo: (11) 90412-7783.',
      phoneLong: 'Sobran dígitos. Ejemplo: (11) 90412-7783.',
      phoneArea: 'Código de área desconocido. Ejemplo: (11) 90412-7783.',
      phoneInvalid: 'No parece un teléfono. Ejemplo: (11) 90412-7783.',
      moneyInvalid: 'No parece un importe. Ejemplo: 1.890,00.',
      moneyDecimals: 'Use hasta dos decimales.',
      belowMin: (limit) => `El mínimo es ${limit}.`,
      aboveMax: (limit) => `El máximo es ${limit}.`,
      momentIncomplete: 'Complete la fecha. Ejemplo: 25/11/2026 10:30.',
      momentInvalid: 'Esta fecha no existe. Ejemplo: 25/11/2026 10:30.',
      dayIncomplete: 'Complete la fecha. Ejemplo: 25/11/2026.',
      dayInvalid: 'Esta fecha no existe. Ejemplo: 25/11/2026.',
      unknownOption: 'Elija una de las opciones.',
      invalid: 'Valor no válido.',
      momentPlaceholder: 'dd/mm/aaaa hh:mm',
      dayPlaceholder: 'dd/mm/aaaa',
      choose: 'Elegir',
      clear: (label) => `Limpiar ${label}`,
      open: (title) => `Abrir ${title}`,
      remove: (title) => `Quitar ${title}`,
      searchIn: (label) => `Buscar ${label}`,
      main: 'principal',
      inTrash: 'en la papelera',
      masked: 'Oculto para su perfil',
      readonly: 'Solo lectura',
      zone: (name) => `${name}: este dispositivo está en otro huso.`,
      unknownEditor: (key) => `Esta pantalla aún no sabe mostrar el tipo “${key}”.`,
      failedSearch: 'No se pudo buscar.',
      andMore: (count) => `+${count}`,
    },
  },
)

export type FieldWords = (typeof fieldMessages)['pt-BR']

/** The sentence of a fault code. */
export function faultText(
  code: string,
  field: FieldPlan,
  words: FieldWords,
  show: (value: unknown) => string,
): string {
  switch (code) {
    case 'required':
      return words.required(field.label)
    case 'too_long':
      return words.tooLong(field.max_length ?? 0)
    case 'phone.short':
      return words.phoneShort
    case 'phone.long':
      return words.phoneLong
    case 'phone.area':
      return words.phoneArea
    case 'phone.invalid':
      return words.phoneInvalid
    case 'money.invalid':
      return words.moneyInvalid
    case 'money.decimals':
      return words.moneyDecimals
    case 'below_min':
      return words.belowMin(show(String(field.min)))
    case 'above_max':
      return words.aboveMax(show(String(field.max)))
    case 'datetime.incomplete':
      return words.momentIncomplete
    case 'datetime.invalid':
      return words.momentInvalid
    case 'date.incomplete':
      return words.dayIncomplete
    case 'date.invalid':
      return words.dayInvalid
    case 'unknown_option':
      return words.unknownOption
    default:
      return words.invalid
  }
}
