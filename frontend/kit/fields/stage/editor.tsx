import { StageGlyph } from '../../ui/stage-glyph'
import { type EditorProps } from '../contract'
import { OptionEditor } from '../option-editor'
import { Cell } from './cell'

export function Editor(props: EditorProps<string>) {
  return (
    <OptionEditor
      {...props}
      options={props.field.pipeline?.stages ?? []}
      canClear={false}
      show={(stage) => (
        <Cell value={stage.key} field={props.field} context={props.context} place="cell" />
      )}
      showLine={(stage) => (
        <>
          <StageGlyph shape={stage.glyph} hue={stage.hue} />
          <span className="truncate">{stage.label}</span>
        </>
      )}
    />
  )
}
