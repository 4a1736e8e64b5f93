import { Icon } from '../../ui/icon'
import { type EditorProps } from '../contract'
import { EditFrame } from '../edit-frame'
import { LineEditor } from '../line-editor'
import { plainWords } from '../plain-messages'
import { RadioRow } from '../radio-row'
import { isUnreadable } from '../unreadable'
import { parseColor, SWATCHES } from './color'

const ITEMS = SWATCHES.map((key) => ({ key: key as string, label: key as string }))

/** The code in a line, colours at hand under it. */
export function Editor(props: EditorProps<string>) {
  const { id, value, context, onChange, onCommit, size } = props
  const known: unknown = value
  const shown = isUnreadable(known) ? null : value
  return (
    <EditFrame {...props} className="flex flex-col gap-2">
      <LineEditor
        {...props}
        numeric
        literal
        placeholder={props.field.placeholder ?? '#000000'}
        prefix={
          <span
            aria-hidden
            className="block size-4 rounded-chip ring-1 ring-line-input ring-inset"
            style={{ backgroundColor: shown ?? 'transparent' }}
          />
        }
        toText={(color) => color}
        read={parseColor}
      />
      <RadioRow
        id={`${id}-swatches`}
        label={plainWords(context).swatches}
        items={ITEMS}
        value={shown}
        onChange={onChange}
        onPick={(key) => {
          onChange(key)
          if (size === 'cell') onCommit()
        }}
        className="flex flex-wrap gap-1 max-md:gap-0"
        itemClassName="group/swatch grid size-6 place-items-center rounded-control max-md:size-11"
        draw={(item) => (
          <span
            className="grid size-5 place-items-center rounded-chip ring-1 ring-fg/15 ring-inset group-hover/swatch:ring-2 group-hover/swatch:ring-fg/40 group-aria-checked/swatch:outline-2 group-aria-checked/swatch:outline-offset-1 group-aria-checked/swatch:outline-accent max-md:size-8"
            style={{ backgroundColor: item.key }}
          >
            <Icon
              name="check"
              size={12}
              strokeWidth={3}
              className="hidden text-surface group-aria-checked/swatch:block dark:text-fg"
            />
          </span>
        )}
      />
    </EditFrame>
  )
}
