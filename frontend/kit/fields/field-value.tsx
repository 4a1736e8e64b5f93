/** One value of a record, wherever it is read. Hidden values show a lock and words; an unknown editor says so in its place. */
import { useMessages } from '../i18n/locale-context'
import { type FieldPlan } from '../meta/plan'
import { valueAt } from '../meta/value-at'
import { type Row } from '../meta/wire'
import { cn } from '../ui/cn'
import { Icon } from '../ui/icon'
import { tip } from '../ui/tooltip'
import { type CellProps, type FieldContext } from './contract'
import { fieldMessages } from './field-messages'
import { fieldKinds } from './registry'

export interface FieldValueProps {
  field: FieldPlan
  row: Row
  context: FieldContext
  place: CellProps['place']
}

export function FieldValue({ field, row, context, place }: FieldValueProps) {
  const kind = fieldKinds.get(field.editor)
  const value = valueAt(row, field.name)
  const isFar = field.name.includes('.')
  if (isFar && kind && Array.isArray(value) && !field.multiple) {
    const texts = value
      .filter((one) => !kind.isEmpty(one))
      .map((one) => kind.format(one, field, context))
    if (texts.length > 0) return <span className="truncate">{texts.join(', ')}</span>
    return field.access === 'masked' && value.length > 0 ? <MaskedValue place={place} /> : null
  }
  if (field.access === 'masked' && (value === null || kind?.isEmpty(value)))
    return <MaskedValue place={place} />
  if (!kind) return <UnknownEditor editor={field.editor} value={value} place={place} />
  if (kind.isEmpty(value)) return null
  const Cell = kind.Cell
  return <Cell value={value} field={field} context={context} row={row} place={place} />
}

function MaskedValue({ place }: { place: CellProps['place'] }) {
  const words = useMessages(fieldMessages)
  return (
    <span
      className="flex min-w-0 items-center gap-1 text-fg-3"
      {...(place === 'panel' ? {} : tip(words.masked))}
    >
      <Icon name="lock" size={12} />
      <span className={place === 'panel' ? 'truncate' : 'sr-only'}>{words.masked}</span>
      {place !== 'panel' && <span aria-hidden>•••</span>}
    </span>
  )
}

/** On a card and in a cell the mark alone, with the words for whoever asks; in a panel the whole sentence. */
export function UnknownEditor({
  editor,
  value,
  place = 'panel',
}: {
  editor: string
  value?: unknown
  place?: CellProps['place']
}) {
  const words = useMessages(fieldMessages)
  const text = words.unknownEditor(editor)
  const short = place !== 'panel'
  const plain = plainText(value)
  return (
    <span className={short ? 'flex min-w-0 items-center gap-1' : 'flex min-w-0 flex-col'}>
      {plain !== '' && <span className={short ? 'truncate' : 'wrap-anywhere'}>{plain}</span>}
      <span
        className={cn('flex min-w-0 items-start gap-1 text-warn-text', !short && 'text-meta')}
        {...(short ? tip(text) : {})}
      >
        <Icon name="triangle-alert" size={14} className="mt-0.5" />
        <span className={short ? 'sr-only' : 'wrap-anywhere'}>{text}</span>
      </span>
    </span>
  )
}

/** What can be read of a value nobody knows how to draw. */
function plainText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(plainText).filter(Boolean).join(', ')
  if (typeof value !== 'object') return String(value as string | number | boolean)
  if ('title' in value) return plainText(value.title)
  if ('name' in value) return plainText(value.name)
  return JSON.stringify(value)
}
