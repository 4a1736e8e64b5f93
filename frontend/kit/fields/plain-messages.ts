/** Words of the one-value editors: a sentence a fault code, and the few words they show. */
import { defineMessages, toLocale } from '../i18n/messages'
import { type FieldPlan } from '../meta/plan'
import { type FieldContext } from './contract'
import { settingOf } from './number-text'

export const plainMessages = defineMessages(
  {
    integer: 'Escreva um número inteiro, sem casas decimais. Exemplo: 1.250.',
    decimal: 'Não parece um número. Exemplo: 1.234,5.',
    percent: 'Não parece um percentual. Exemplo: 12,5%.',
    position: 'Não parece uma posição. Exemplo: 12,5.',
    number_limit: 'Há dígitos demais.',
    decimals: (digits: number) =>
      digits === 0 ? 'Não use casas decimais.' : `Casas depois da vírgula: no máximo ${digits}.`,
    email: 'Não parece um e-mail. Exemplo: ana@clinica.com.br.',
    url: 'Não parece um endereço. Exemplo: https://www.clinica.com.br.',
    url_credentials: 'Tire o que vem antes de @: quem vê o registro veria a senha.',
    boolean: 'Responda sim ou não.',
    time: 'Este horário não existe. Exemplo: 14:30.',
    'time.incomplete': 'Complete o horário. Exemplo: 14:30.',
    duration: 'Não parece uma duração. Exemplo: 1h30 ou 45 min.',
    rating: 'Escolha uma nota da escala.',
    color: 'Não parece uma cor. Exemplo: #1d4ed8.',
    cpf: 'Este CPF não existe. Confira os dígitos.',
    'cpf.length': 'O CPF tem 11 dígitos. Exemplo: 529.982.247-25.',
    cnpj: 'Este CNPJ não existe. Confira os caracteres.',
    'cnpj.length': 'O CNPJ tem 14 caracteres. Exemplo: 11.222.333/0001-81.',
    'barcode.any': 'O código é longo demais: use até 255 caracteres.',
    'barcode.ean13': 'Leia o código de novo: são 13 dígitos, e o último confere os outros.',
    'barcode.ean8': 'Leia o código de novo: são 8 dígitos, e o último confere os outros.',
    'barcode.code128': 'Use até 80 letras sem acento, dígitos e sinais.',
    'barcode.qr': 'Encurte o texto: um código QR guarda até 2953 bytes.',
    'json.size': 'O JSON passa de 64 kB.',
    'json.depth': 'O JSON tem mais de 20 níveis.',
    'json.syntax': (line: number, column: number) =>
      `Erro de sintaxe na linha ${line}, coluna ${column}.`,
    yes: 'Sim',
    no: 'Não',
    unsaid: 'Não informado',
    clear: 'Limpar',
    generated: 'Gerado ao salvar',
    stars: (value: number, max: number) => `${value} de ${max}`,
    swatches: 'Cores prontas',
    timePlaceholder: 'hh:mm',
    durationPlaceholder: '1h30',
  },
  {
    en: {
      integer: 'Write a whole number, without decimals. Example: 1,250.',
      decimal: 'Not a number. Example: 1,234.5.',
      percent: 'Not a percentage. Example: 12.5%.',
      position: 'Not a position. Example: 12.5.',
      number_limit: 'Too many digits.',
      decimals: (digits) =>
        digits === 0 ? 'Use no decimals.' : `Decimal digits: at most ${digits}.`,
      email: 'Not an e-mail address. Example: ana@clinic.com.',
      url: 'Not an address. Example: https://www.clinic.com.',
      url_credentials: 'Remove what stands before @: whoever sees the record would see it.',
      boolean: 'Answer yes or no.',
      time: 'This time does not exist. Example: 14:30.',
      'time.incomplete': 'Complete the time. Example: 14:30.',
      duration: 'Not a duration. Example: 1h30 or 45 min.',
      rating: 'Choose a mark of the scale.',
      color: 'Not a colour. Example: #1d4ed8.',
      cpf: 'This CPF does not exist. Check its digits.',
      'cpf.length': 'A CPF has 11 digits. Example: 529.982.247-25.',
      cnpj: 'This CNPJ does not exist. Check its characters.',
      'cnpj.length': 'A CNPJ has 14 characters. Example: 11.222.333/0001-81.',
      'barcode.any': 'The code is too long: use at most 255 characters.',
      'barcode.ean13':
        'Read the code again: it has 13 digits, of which the last one checks the others.',
      'barcode.ean8':
        'Read the code again: it has 8 digits, of which the last one checks the others.',
      'barcode.code128': 'Use at most 80 letters without accents, digits and signs.',
      'barcode.qr': 'Shorten the text: a QR code holds at most 2953 bytes.',
      'json.size': 'The JSON is larger than 64 kB.',
      'json.depth': 'The JSON has more than 20 levels.',
      'json.syntax': (line, column) => `Syntax error on line ${line}, column ${column}.`,
      yes: 'Yes',
      no: 'No',
      unsaid: 'Not said',
      clear: 'Clear',
      generated: 'Given when saved',
      stars: (value, max) => `${value} of ${max}`,
      swatches: 'Ready colours',
      timePlaceholder: 'hh:mm',
      durationPlaceholder: '1h30',
    },
    es: {
      integer: 'Escriba un número entero, sin decimales. Ejemplo: 1.250.',
      decimal: 'No parece un número. Ejemplo: 1.234,5.',
      percent: 'No parece un porcentaje. Ejemplo: 12,5%.',
      position: 'No parece una posición. Ejemplo: 12,5.',
      number_limit: 'Sobran dígitos.',
      decimals: (digits) =>
        digits === 0 ? 'No use decimales.' : `Decimales: ${digits} como máximo.`,
      email: 'No parece un correo. Ejemplo: ana@clinica.com.',
      url: 'No parece una dirección. Ejemplo: https://www.clinica.com.',
      url_credentials: 'Quite lo que va antes de @: quien vea el registro vería la contraseña.',
      boolean: 'Responda sí o no.',
      time: 'Esta hora no existe. Ejemplo: 14:30.',
      'time.incomplete': 'Complete la hora. Ejemplo: 14:30.',
      duration: 'No parece una duración. Ejemplo: 1h30 o 45 min.',
      rating: 'Elija una nota de la escala.',
      color: 'No parece un color. Ejemplo: #1d4ed8.',
      cpf: 'Este CPF no existe. Revise los dígitos.',
      'cpf.length': 'El CPF tiene 11 dígitos. Ejemplo: 529.982.247-25.',
      cnpj: 'Este CNPJ no existe. Revise los caracteres.',
      'cnpj.length': 'El CNPJ tiene 14 caracteres. Ejemplo: 11.222.333/0001-81.',
      'barcode.any': 'El código es demasiado largo: use hasta 255 caracteres.',
      'barcode.ean13': 'Lea el código de nuevo: son 13 dígitos, y el último comprueba los otros.',
      'barcode.ean8': 'Lea el código de nuevo: son 8 dígitos, y el último comprueba los otros.',
      'barcode.code128': 'Use hasta 80 letras sin acento, dígitos y signos.',
      'barcode.qr': 'Acorte el texto: un código QR guarda hasta 2953 bytes.',
      'json.size': 'El JSON supera los 64 kB.',
      'json.depth': 'El JSON tiene más de 20 niveles.',
      'json.syntax': (line, column) => `Error de sintaxis en la línea ${line}, columna ${column}.`,
      yes: 'Sí',
      no: 'No',
      unsaid: 'Sin respuesta',
      clear: 'Limpiar',
      generated: 'Se genera al guardar',
      stars: (value, max) => `${value} de ${max}`,
      swatches: 'Colores listos',
      timePlaceholder: 'hh:mm',
      durationPlaceholder: '1h30',
    },
  },
)

/** Without a hook: cells must not subscribe. */
export const plainWords = (context: Pick<FieldContext, 'locale'>) =>
  plainMessages[toLocale(context.locale)]

/** The sentence of a code of these editors. */
export function plainFault(code: string, field: FieldPlan, context: FieldContext): string | null {
  const words = plainWords(context)
  if (code === 'decimals') return words.decimals(settingOf(field, 'decimals', 2))
  if (code === 'barcode') {
    const format = `barcode.${String(field.settings?.format ?? 'any')}`
    return format in words ? String(words[format as 'barcode.any']) : words['barcode.any']
  }
  const [, line, column] = /^json\.syntax:(\d+):(\d+)$/.exec(code) ?? []
  if (line) return words['json.syntax'](Number(line), Number(column))
  const found: unknown = code in words ? words[code as keyof typeof words] : null
  return typeof found === 'string' ? found : null
}
