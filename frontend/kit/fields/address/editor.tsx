/** The parts in the order a Brazilian says them. A known CEP fills what is still blank, where the clinic has a source. */
import { useRef } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { Input } from '../../ui/input'
import { NativeSelect } from '../../ui/native-select'
import { CompositeFrame } from '../composite-frame'
import { type EditorProps } from '../contract'
import { Labelled } from '../labelled'
import { type Address, isBlank, isHome, maskCep, type Part, STATES } from './address'
import { findByCep } from './cep-lookup'
import { addressMessages } from './messages'

const LENGTHS: Record<Part, number> = {
  cep: 20,
  street: 200,
  number: 20,
  complement: 120,
  district: 120,
  city: 120,
  state: 60,
  country: 2,
}
const SPAN: Record<Exclude<Part, 'country'>, string> = {
  cep: 'col-span-3 @xs:col-span-2',
  street: 'col-span-6 @xs:col-span-4',
  number: 'col-span-2',
  complement: 'col-span-4',
  district: 'col-span-6',
  city: 'col-span-4',
  state: 'col-span-2',
}

export function Editor(props: EditorProps<Address>) {
  const { id, value, field, onChange, onCommit, size, invalid, describedBy } = props
  const words = useMessages(addressMessages)
  const latest = useRef<Address>({})
  const parts = value ?? {}
  const home = isHome(parts)
  const search = useRef<AbortController | null>(null)

  const keep = (next: Address) => {
    latest.current = next
    onChange(isBlank(next) ? null : next)
  }
  const set = (part: Part, text: string) => {
    const next = { ...parts, [part]: text }
    if (text === '') delete next[part]
    keep(next)
  }
  const setCep = async (text: string) => {
    if (!home) return set('cep', text)
    const cep = text.replace(/\D/g, '').slice(0, 8)
    set('cep', cep)
    search.current?.abort()
    if (cep.length !== 8) return
    const control = new AbortController()
    search.current = control
    const found = await findByCep(cep, control.signal)
    if (found && !control.signal.aborted) keep({ ...found, ...latest.current })
  }
  const frame = size === 'cell' ? 'h-7 px-1.5 max-md:h-10' : undefined
  const line = (part: Exclude<Part, 'country'>, label: string) => {
    const own = part === 'cep' ? id : `${id}-${part}`
    return (
      <Labelled htmlFor={own} label={label} className={SPAN[part]}>
        <Input
          id={own}
          value={part === 'cep' && home ? maskCep(parts.cep ?? '') : (parts[part] ?? '')}
          inputMode={part === 'cep' && home ? 'numeric' : 'text'}
          placeholder={part === 'cep' && home ? '00000-000' : undefined}
          maxLength={LENGTHS[part]}
          autoComplete="off"
          aria-required={(field.required && part === 'cep') || undefined}
          aria-invalid={(invalid && part === 'cep') || undefined}
          aria-describedby={part === 'cep' ? describedBy : undefined}
          className={part === 'cep' || part === 'number' ? 'num' : undefined}
          frameClassName={frame}
          onChange={(event) =>
            part === 'cep' ? void setCep(event.target.value) : set(part, event.target.value)
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
      <div className="grid grid-cols-6 gap-2">
        {line('cep', home ? words.cep : words.postcode)}
        {line('street', words.street)}
        {line('number', words.number)}
        {line('complement', words.complement)}
        {line('district', words.district)}
        {line('city', words.city)}
        {home ? (
          <Labelled htmlFor={`${id}-state`} label={words.state} className={SPAN.state}>
            <NativeSelect
              id={`${id}-state`}
              value={parts.state ?? ''}
              frameClassName={frame}
              className={size === 'cell' ? 'pl-1.5' : undefined}
              onChange={(event) => set('state', event.target.value)}
            >
              <option value="">{words.none}</option>
              {parts.state && !STATES.includes(parts.state) && <option>{parts.state}</option>}
              {STATES.map((state) => (
                <option key={state}>{state}</option>
              ))}
            </NativeSelect>
          </Labelled>
        ) : (
          line('state', words.region)
        )}
      </div>
    </CompositeFrame>
  )
}
