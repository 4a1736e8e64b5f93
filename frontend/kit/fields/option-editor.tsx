/** Picks one of a short list: options of a choice, stages of a pipeline. Choosing saves at once when edited in place. */
import { type ReactNode, useState } from 'react'
import { useMessages } from '../i18n/locale-context'
import { Combobox } from '../ui/combobox'
import { Icon } from '../ui/icon'
import { itemStyle } from '../ui/layer'
import { type EditorProps } from './contract'
import { fieldMessages } from './field-messages'
import { PickerButton } from './picker-button'

export interface Pick {
  key: string
  label: string
}

export interface OptionEditorProps<P extends Pick> extends EditorProps<string> {
  options: readonly P[]
  show: (option: P) => ReactNode
  showLine: (option: P) => ReactNode
  canClear: boolean
}

export function OptionEditor<P extends Pick>(props: OptionEditorProps<P>) {
  const { id, value, field, onChange, onCommit, onCancel, size, autoFocus, invalid, describedBy } =
    props
  const { options, show, showLine, canClear } = props
  const words = useMessages(fieldMessages)
  const [open, setOpen] = useState(size === 'cell' && autoFocus === true)
  const current = options.find((option) => option.key === value) ?? null
  const pick = (next: string | null) => {
    onChange(next)
    setOpen(false)
    if (size === 'cell') onCommit()
  }
  return (
    <Combobox
      label={field.label}
      items={options}
      keyOf={(option) => option.key}
      labelOf={(option) => option.label}
      renderItem={showLine}
      value={current}
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        if (!next && size === 'cell') onCancel()
      }}
      onChange={(option) => option && pick(option.key)}
      trigger={
        <PickerButton
          id={id}
          dense={size === 'cell'}
          autoFocus={size === 'form' && autoFocus}
          placeholder={field.placeholder ?? words.choose}
          filled={current !== null}
          aria-label={size === 'cell' ? field.label : undefined}
          aria-invalid={invalid || undefined}
          aria-describedby={describedBy}
        >
          {current && show(current)}
        </PickerButton>
      }
      footer={
        canClear && current ? (
          <button
            type="button"
            className={`${itemStyle} hover:bg-hover`}
            onClick={() => pick(null)}
          >
            <Icon name="x" />
            {words.clear(field.label)}
          </button>
        ) : undefined
      }
    />
  )
}
