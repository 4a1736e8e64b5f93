/** Sign, or send a picture of the signature. What was signed is shown, with the way to sign again. */
import { useEffect, useRef, useState } from 'react'
import { fileHref } from '../../client/files'
import { useMessages } from '../../i18n/locale-context'
import { type FileRef } from '../../meta/wire'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { IconButton } from '../../ui/icon-button'
import { announce } from '../../ui/visually-hidden'
import { CompositeFrame } from '../composite-frame'
import { type EditorProps } from '../contract'
import { ChooseButton, DropZone } from '../drop-zone'
import { fileMessages } from '../file-messages'
import { UploadRow } from '../file-row'
import { limitsOf } from '../file-text'
import { isUnreadable, Unreadable } from '../unreadable'
import { uploadMessages } from '../upload-messages'
import { useFileValue } from '../use-file-value'
import { useUploads } from '../use-uploads'
import { signatureMessages } from './messages'
import { Pad, type PadHandle } from './pad'
import { type Stroke } from './strokes'

const PICTURES = ['image/*']

export function Editor(props: EditorProps<FileRef>) {
  const { id, field, size, invalid } = props
  const words = useMessages(signatureMessages)
  const filesWords = useMessages(fileMessages)
  const faults = useMessages(uploadMessages)
  const [isSigning, setSigning] = useState(false)
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const pad = useRef<PadHandle>(null)
  const isSaving = useRef(false) // saves as soon as what was drawn is sent
  const limits = limitsOf(field.settings, PICTURES)
  const kept = useFileValue(props.value, true, props.onChange)
  const uploads = useUploads(limits, (file) => {
    setSigning(false)
    setStrokes([])
    kept.add(file)
  })
  const { watch } = kept
  const dense = size === 'cell'
  const isDrawn = strokes.length > 0
  const drawn = dense ? faults.drawnHere : faults.drawn
  useEffect(() => watch(uploads, isDrawn ? new Unreadable('', 'signature.drawn', drawn) : null))
  useEffect(() => {
    if (uploads.list.some((one) => one.kind === 'failed')) isSaving.current = false
    if (!isSaving.current || isDrawn || uploads.list.length > 0 || isUnreadable(props.value)) return
    isSaving.current = false
    props.onCommit()
  })
  const commit = async () => {
    if (!isDrawn || uploads.list.length > 0) return props.onCommit()
    isSaving.current = true
    if (!(await pad.current?.use())) isSaving.current = false
  }
  const file = kept.files[0]
  const coming = uploads.list[0]
  const take = (found: readonly File[]) => {
    for (const upload of uploads.list) uploads.drop(upload.key)
    uploads.add(found.slice(0, 1))
  }
  const remove = (gone: FileRef) => {
    kept.change([])
    announce(filesWords.removed(gone.name))
  }
  return (
    <CompositeFrame editor={{ ...props, onCommit: () => void commit() }}>
      <DropZone onFiles={take}>
        {coming ? (
          <UploadRow upload={coming} uploads={uploads} />
        ) : file && !isSigning ? (
          <div className="flex flex-col gap-2">
            <img
              src={fileHref(file.id)}
              alt={file.name}
              decoding="async"
              className={cn(
                'w-full rounded-control border border-line bg-paper object-contain p-2',
                dense ? 'h-24' : 'h-32',
                invalid && 'border-bad ring-1 ring-bad',
              )}
            />
            <div className="flex items-center gap-1.5">
              <Button
                id={id}
                icon="pencil"
                size={dense ? 'small' : 'toolbar'}
                aria-label={`${words.again}: ${field.label}`}
                onClick={() => setSigning(true)}
              >
                {words.again}
              </Button>
              <IconButton
                icon="trash-2"
                label={filesWords.remove(file.name)}
                onClick={() => remove(file)}
              />
            </div>
          </div>
        ) : (
          <Pad
            label={field.label}
            dense={dense}
            invalid={invalid}
            strokes={strokes}
            onStrokes={setStrokes}
            ref={pad}
            isSavedAround={dense}
            onUse={(picture) => take([picture])}
          >
            <ChooseButton
              id={id}
              label={words.upload}
              of={field.label}
              small={dense}
              variant="ghost"
              accept={limits.accept}
              onFiles={take}
            />
          </Pad>
        )}
      </DropZone>
    </CompositeFrame>
  )
}
