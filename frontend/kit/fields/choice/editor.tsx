import { Chip, HueDot } from '../../ui/chip'
import { Icon } from '../../ui/icon'
import { type EditorProps } from '../contract'
import { OptionEditor } from '../option-editor'

export function Editor(props: EditorProps<string>) {
  return (
    <OptionEditor
      {...props}
      options={props.field.options}
      canClear={!props.field.required}
      show={(option) => (
        <Chip hue={option.hue} icon={option.icon ?? undefined}>
          {option.label}
        </Chip>
      )}
      showLine={(option) => (
        <>
          {option.icon ? (
            <Icon name={option.icon} size={14} className="text-fg-2" />
          ) : (
            <HueDot hue={option.hue} />
          )}
          <span className="truncate">{option.label}</span>
        </>
      )}
    />
  )
}
