/** One or several files. Where it is one, a new one takes the place of the old. */
import { useEffect } from 'react'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type FileRef } from '../meta/wire'
import { FieldError } from '../ui/field'
import { announce } from '../ui/visually-hidden'
import { CompositeFrame } from './composite-frame'
import { type EditorProps } from './contract'
import { ChooseButton, DropZone, EmptyZone } from './drop-zone'
import { fileMessages } from './file-messages'
import { FileRow, UploadRow } from './file-row'
import { limitsOf, sizeText } from './file-text'
import { useFileValue } from './use-file-value'
import { useUploads } from './use-uploads'

export interface FilesEditorProps extends EditorProps<never> {
  isOne: boolean
}

export function FilesEditor({ isOne, ...props }: FilesEditorProps) {
  const { id, field, size, onChange, invalid } = props
  const words = useMessages(fileMessages)
  const { locale } = useLocale()
  const limits = limitsOf(field.settings)
  const kept = useFileValue(props.value, isOne, onChange)
  const uploads = useUploads(limits, kept.add)
  const { watch } = kept
  useEffect(() => watch(uploads))
  const files = kept.files
  const most = isOne ? 1 : limits.maxFiles
  const coming = uploads.list.length
  const isOver = most !== null && !isOne && files.length + coming > most
  const take = (found: File[]) => {
    for (const upload of uploads.list) if (isOne) uploads.drop(upload.key)
    uploads.add(isOne ? found.slice(0, 1) : found)
  }
  const remove = (file: FileRef) => {
    kept.change(files.filter((one) => one.id !== file.id))
    announce(words.removed(file.name))
    document.getElementById(id)?.focus()
  }
  const isFull = most !== null && files.length + coming >= most
  const label =
    isOne && files.length > 0 ? words.replace : isOne ? words.chooseFile : words.chooseFiles
  return (
    <CompositeFrame editor={props}>
      <DropZone multiple={!isOne} onFiles={take}>
        <div className="flex min-w-0 flex-col gap-1.5">
          {!(isOne && coming > 0) &&
            files.map((file) => (
              <FileRow key={file.id} file={file} onRemove={() => remove(file)} />
            ))}
          {uploads.list.map((upload) => (
            <UploadRow key={upload.key} upload={upload} uploads={uploads} />
          ))}
          {(!isFull || isOne) && (
            <EmptyZone
              dense={size === 'cell'}
              invalid={invalid}
              hint={
                limits.maxBytes === null
                  ? words.orDrop
                  : `${words.orDrop}. ${words.upTo(sizeText(limits.maxBytes, locale))}.`
              }
            >
              <ChooseButton
                id={id}
                label={label}
                of={field.label}
                small={size === 'cell'}
                accept={limits.accept}
                multiple={!isOne}
                onFiles={take}
              />
            </EmptyZone>
          )}
          {isOver && most !== null && <FieldError>{words.tooMany(most)}</FieldError>}
        </div>
      </DropZone>
    </CompositeFrame>
  )
}
