import { type KeyboardEvent } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { cn } from '../../ui/cn'
import { IconButton } from '../../ui/icon-button'
import { type EditorProps } from '../contract'
import { EditFrame } from '../edit-frame'
import { fieldMessages } from '../field-messages'
import { plainWords } from '../plain-messages'
import { RadioRow } from '../radio-row'
import { scaleOf } from './rating'
import { STAR, starPath } from './stars'

/** Stars to press, or a digit to type; the chosen star pressed again, Delete or 0 take the mark away. */
export function Editor(props: EditorProps<number>) {
  const { id, value, field, context, onChange, onCommit, size } = props
  const words = plainWords(context)
  const shared = useMessages(fieldMessages)
  const max = scaleOf(field)
  const canClear = !field.required
  const items = Array.from({ length: max }, (_, index) => ({
    key: index + 1,
    label: words.stars(index + 1, max),
  }))
  const pick = (next: number | null) => {
    onChange(next)
    if (size === 'cell') onCommit()
  }
  const type = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const digit = /^\d$/.test(event.key) ? Number(event.key) : null
    if (digit !== null && digit >= 1 && digit <= max) onChange(digit)
    else if (canClear && (digit === 0 || event.key === 'Delete' || event.key === 'Backspace'))
      onChange(null)
  }
  return (
    <EditFrame {...props} className="flex min-h-(--control-form) items-center gap-2">
      <div role="presentation" onKeyDown={type} className="flex">
        <RadioRow
          id={id}
          label={field.label}
          items={items}
          value={value}
          onChange={onChange}
          onPick={(key, again) => pick(again && canClear ? null : key)}
          autoFocus={props.autoFocus}
          invalid={props.invalid}
          required={field.required}
          describedBy={props.describedBy}
          className="-ml-1 inline-flex flex-wrap rounded-control aria-invalid:ring-1 aria-invalid:ring-bad"
          itemClassName={cn(
            'grid place-items-center rounded-chip',
            size === 'cell' ? 'size-6 max-md:size-10' : 'size-7 max-md:size-11',
          )}
          draw={(item) => {
            const isGiven = value !== null && item.key <= value
            return (
              <svg
                aria-hidden
                data-hue="amber"
                viewBox={`0 0 ${STAR} ${STAR}`}
                className={cn(
                  size === 'cell' ? 'size-4' : 'size-5',
                  isGiven
                    ? 'fill-hue-dot'
                    : 'fill-line-input [button:has(~button:hover)>&]:fill-hue-dot [button:hover>&]:fill-hue-dot',
                )}
              >
                <path fillRule="evenodd" d={starPath(0, isGiven)} />
              </svg>
            )
          }}
        />
      </div>
      {value !== null && size === 'form' && (
        <>
          <span className="num text-fg-2">{words.stars(value, max)}</span>
          {canClear && (
            <IconButton
              size="small"
              icon="x"
              label={shared.clear(field.label)}
              onClick={() => onChange(null)}
            />
          )}
        </>
      )}
    </EditFrame>
  )
}
