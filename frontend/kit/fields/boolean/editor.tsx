import { useEffect, useRef } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { IconButton } from '../../ui/icon-button'
import { type EditorProps } from '../contract'
import { EditFrame } from '../edit-frame'
import { fieldMessages } from '../field-messages'
import { plainWords } from '../plain-messages'
import { RadioRow } from '../radio-row'
import { booleanText } from './boolean'

/** A switch in a form; in a cell both answers at once, so that each is one press away. */
export function Editor(props: EditorProps<boolean>) {
  return props.size === 'form' ? <Switch {...props} /> : <Answers {...props} />
}

function Switch(props: EditorProps<boolean>) {
  const { id, value, field, context, onChange, autoFocus, invalid, describedBy } = props
  const words = plainWords(context)
  const shared = useMessages(fieldMessages)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (autoFocus) button.current?.focus()
  }, [autoFocus])
  return (
    <div className="flex h-(--control-form) items-center gap-2.5">
      <button
        ref={button}
        id={id}
        type="button"
        role="switch"
        aria-checked={value === true}
        aria-label={field.label}
        aria-invalid={invalid || undefined}
        aria-required={field.required || undefined}
        aria-describedby={describedBy}
        onClick={() => onChange(value !== true)}
        className="group/switch relative h-4.5 w-8 shrink-0 rounded-full bg-line-input transition-colors duration-100 after:absolute after:-inset-x-1.5 after:-inset-y-3.25 after:content-[''] aria-checked:bg-accent aria-invalid:outline-2 aria-invalid:outline-offset-2 aria-invalid:outline-bad"
      >
        <span className="absolute top-0.5 left-0.5 size-3.5 rounded-full bg-surface transition-transform duration-100 group-aria-checked/switch:translate-x-3.5" />
      </button>
      <span className={value === null ? 'text-fg-3' : 'text-fg'}>
        {value === null ? words.unsaid : booleanText(value, context)}
      </span>
      {value !== null && !field.required && (
        <IconButton
          size="small"
          icon="x"
          label={shared.clear(field.label)}
          onClick={() => {
            onChange(null)
            button.current?.focus()
          }}
        />
      )}
    </div>
  )
}

type Answer = 'yes' | 'no' | 'unsaid'
const VALUES: Record<Answer, boolean | null> = { yes: true, no: false, unsaid: null }

function Answers(props: EditorProps<boolean>) {
  const { id, value, field, context, onChange, onCommit, autoFocus, invalid, describedBy } = props
  const words = plainWords(context)
  const keys: Answer[] = field.required ? ['yes', 'no'] : ['yes', 'no', 'unsaid']
  return (
    <EditFrame {...props} className="flex">
      <RadioRow<Answer, { key: Answer; label: string }>
        id={id}
        label={field.label}
        items={keys.map((key) => ({ key, label: words[key] }))}
        value={value === null ? null : value ? 'yes' : 'no'}
        onChange={(key) => onChange(VALUES[key])}
        onPick={(key) => {
          onChange(VALUES[key])
          onCommit()
        }}
        draw={(item) => (item.key === 'unsaid' ? '—' : item.label)}
        autoFocus={autoFocus}
        invalid={invalid}
        required={field.required}
        describedBy={describedBy}
        className="inline-flex gap-0.5 rounded-card bg-hover p-0.5 aria-invalid:ring-1 aria-invalid:ring-bad"
        itemClassName="h-6 min-w-9 rounded-control px-2.25 font-medium text-fg-2 hover:text-fg max-md:h-10 max-md:min-w-11 aria-checked:bg-segment aria-checked:text-fg aria-checked:shadow-1"
      />
    </EditFrame>
  )
}
