/** Options with a mark beside the chosen ones; each press adds or takes away. Edited in place, closing the list saves, Escape does not. */
import { type KeyboardEvent, useRef, useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type OptionPlan } from '../../meta/plan'
import { Chip, HueDot } from '../../ui/chip'
import { MultiCombobox } from '../../ui/combobox'
import { Icon } from '../../ui/icon'
import { type EditorProps } from '../contract'
import { fieldMessages } from '../field-messages'
import { PickerButton } from '../picker-button'
import { inOrder } from './in-order'

const retired = (key: string): OptionPlan => ({ key, label: key, hue: 'gray', icon: null })

export function Editor({
  id,
  value,
  field,
  onChange,
  onCommit,
  onCancel,
  size,
  autoFocus,
  invalid,
  describedBy,
}: EditorProps<string[]>) {
  const words = useMessages(fieldMessages)
  const [open, setOpen] = useState(size === 'cell' && autoFocus === true)
  const escaped = useRef(false)
  const chosen = (value ?? []).map((key) => field.optionByKey.get(key) ?? retired(key))
  const gone = chosen.filter((option) => !field.optionByKey.has(option.key))
  const change = (next: OptionPlan[]) => {
    const keys = next.map((option) => option.key)
    onChange(keys.length === 0 ? null : inOrder(keys, field))
  }
  const watchEscape = (event: KeyboardEvent) => {
    escaped.current = event.key === 'Escape'
  }
  return (
    <div role="presentation" className="contents" onKeyDownCapture={watchEscape}>
      <MultiCombobox<OptionPlan>
        label={field.label}
        items={[...field.options, ...gone]}
        keyOf={(option) => option.key}
        labelOf={(option) => option.label}
        renderItem={(option) => (
          <>
            {option.icon ? (
              <Icon name={option.icon} size={14} className="text-fg-2" />
            ) : (
              <HueDot hue={option.hue} />
            )}
            <span className="truncate">{option.label}</span>
          </>
        )}
        values={chosen}
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          if (!next && size === 'cell') (escaped.current ? onCancel : onCommit)()
        }}
        onChange={change}
        trigger={
          <PickerButton
            id={id}
            dense={size === 'cell'}
            autoFocus={size === 'form' && autoFocus}
            placeholder={field.placeholder ?? words.choose}
            filled={chosen.length > 0}
            aria-label={size === 'cell' ? field.label : undefined}
            aria-invalid={invalid || undefined}
            aria-describedby={describedBy}
          >
            {chosen.slice(0, 3).map((option) => (
              <Chip
                key={option.key}
                hue={option.hue}
                icon={option.icon ?? undefined}
                className="min-w-0 shrink"
              >
                {option.label}
              </Chip>
            ))}
            {chosen.length > 3 && (
              <span className="num text-meta text-fg-3">{words.andMore(chosen.length - 3)}</span>
            )}
          </PickerButton>
        }
      />
    </div>
  )
}
