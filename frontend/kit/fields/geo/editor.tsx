import { type ClipboardEvent, useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { Input } from '../../ui/input'
import { CompositeFrame } from '../composite-frame'
import { type EditorProps } from '../contract'
import { Labelled } from '../labelled'
import { isUnreadable, Unreadable } from '../unreadable'
import { degreesOf, type Geo, isOnEarth, pairOf } from './geo'
import { geoMessages } from './messages'

type Texts = readonly [lat: string, lng: string]

/** Text that is no point yet comes back as the two texts. */
function textsOf(value: unknown): Texts {
  if (isUnreadable(value)) {
    const [lat = '', lng = ''] = value.text.split('\n')
    return [lat, lng]
  }
  const point = value as Geo | null
  return point === null ? ['', ''] : [String(point.lat), String(point.lng)]
}

/** A pair written in one of the inputs stands for both. */
const splitOf = ([lat, lng]: Texts): Texts => pairOf(lat) ?? pairOf(lng) ?? [lat, lng]

function read(texts: Texts): Geo | null | Unreadable {
  const [lat, lng] = splitOf(texts)
  if (lat.trim() === '' && lng.trim() === '') return null
  const [north, east] = [degreesOf(lat), degreesOf(lng)]
  const text = `${lat}\n${lng}`
  if (north === null || east === null) return new Unreadable(text, 'geo.incomplete')
  const point = { lat: north, lng: east }
  return isOnEarth(point) ? point : new Unreadable(text, 'geo.invalid')
}

export function Editor(props: EditorProps<Geo>) {
  const { id, value, field, onChange, onCommit, size, invalid, describedBy } = props
  const words = useMessages(geoMessages)
  const [texts, setTexts] = useState<Texts>(() => textsOf(value))
  const [sent, setSent] = useState<unknown>(value)
  if (sent !== value) {
    setSent(value)
    setTexts(textsOf(value))
  }
  const change = (next: Texts) => {
    const found = read(next)
    setTexts(next)
    setSent(found)
    onChange(found as Geo | null)
  }
  const paste = (event: ClipboardEvent) => {
    const pair = pairOf(event.clipboardData.getData('text'))
    if (!pair) return
    event.preventDefault()
    change(pair)
  }
  const input = (index: 0 | 1, label: string) => {
    const own = index === 0 ? id : `${id}-lng`
    return (
      <Labelled htmlFor={own} label={label} className="flex-1">
        <Input
          id={own}
          value={texts[index]}
          inputMode="text"
          autoComplete="off"
          placeholder={index === 0 ? '-23.5613' : '-46.6565'}
          aria-required={field.required || undefined}
          aria-invalid={invalid || undefined}
          aria-describedby={[describedBy, `${id}-hint`].filter(Boolean).join(' ')}
          className="num"
          frameClassName={size === 'cell' ? 'h-7 px-1.5 max-md:h-10' : undefined}
          onPaste={paste}
          onBlur={() => setTexts(splitOf(texts))}
          onChange={(event) =>
            change(index === 0 ? [event.target.value, texts[1]] : [texts[0], event.target.value])
          }
          onKeyDown={(event) => {
            if (event.key === 'Enter' && size === 'cell' && !event.nativeEvent.isComposing)
              onCommit()
          }}
        />
      </Labelled>
    )
  }
  return (
    <CompositeFrame editor={props}>
      <div className="flex gap-2">
        {input(0, words.lat)}
        {input(1, words.lng)}
      </div>
      <p id={`${id}-hint`} className="text-meta text-fg-3">
        {words.hint}
      </p>
    </CompositeFrame>
  )
}
