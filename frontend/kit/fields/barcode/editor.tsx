import { type EditorProps } from '../contract'
import { LineEditor } from '../line-editor'
import { formatOf, parseBarcode } from './barcode'

/** A scanner types the code and presses Enter, as a person would. */
export function Editor(props: EditorProps<string>) {
  const format = formatOf(props.field)
  const isDigits = format === 'ean13' || format === 'ean8'
  return (
    <LineEditor
      {...props}
      numeric
      literal
      icon={format === 'qr' ? 'qr-code' : 'barcode'}
      inputMode={isDigits ? 'numeric' : 'text'}
      toText={(value) => value}
      read={(text) => parseBarcode(text, format)}
    />
  )
}
