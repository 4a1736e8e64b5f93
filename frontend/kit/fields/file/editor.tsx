import { type FileRef } from '../../meta/wire'
import { type EditorProps } from '../contract'
import { FilesEditor } from '../files-editor'

export function Editor(props: EditorProps<FileRef>) {
  return <FilesEditor {...(props as unknown as EditorProps<never>)} isOne />
}
