/** The picture in a size that can be judged, and what can be done with it beside it. */
import { useEffect } from 'react'
import { fileHref } from '../../client/files'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type FileRef } from '../../meta/wire'
import { cn } from '../../ui/cn'
import { IconButton } from '../../ui/icon-button'
import { announce } from '../../ui/visually-hidden'
import { CompositeFrame } from '../composite-frame'
import { type EditorProps } from '../contract'
import { ChooseButton, DropZone, EmptyZone } from '../drop-zone'
import { fileMessages } from '../file-messages'
import { OpenFile, UploadRow } from '../file-row'
import { limitsOf, sizeText } from '../file-text'
import { useFileValue } from '../use-file-value'
import { useUploads } from '../use-uploads'

const PICTURES = ['image/*']

export function Editor(props: EditorProps<FileRef>) {
  const { id, field, size, invalid } = props
  const words = useMessages(fileMessages)
  const { locale } = useLocale()
  const limits = limitsOf(field.settings, PICTURES)
  const kept = useFileValue(props.value, true, props.onChange)
  const uploads = useUploads(limits, kept.add)
  const { watch } = kept
  useEffect(() => watch(uploads))
  const file = kept.files[0]
  const coming = uploads.list[0]
  const take = (found: File[]) => {
    for (const upload of uploads.list) uploads.drop(upload.key)
    uploads.add(found.slice(0, 1))
  }
  const choose = (label: string) => (
    <ChooseButton
      id={id}
      label={label}
      of={field.label}
      small={size === 'cell'}
      accept={limits.accept}
      onFiles={take}
    />
  )
  const remove = (gone: FileRef) => {
    kept.change([])
    announce(words.removed(gone.name))
    requestAnimationFrame(() => document.getElementById(id)?.focus())
  }
  return (
    <CompositeFrame editor={props}>
      <DropZone onFiles={take}>
        {coming ? (
          <UploadRow upload={coming} uploads={uploads} />
        ) : file ? (
          <div
            className={cn(
              'flex min-w-0 flex-wrap items-center gap-3 rounded-control border border-line bg-surface p-2',
              invalid && 'border-bad ring-1 ring-bad',
            )}
          >
            <img
              src={fileHref(file.id, 'thumb')}
              alt={file.name}
              decoding="async"
              className={cn(
                'rounded-chip bg-surface-2 object-cover',
                size === 'cell' ? 'size-16' : 'size-24',
              )}
            />
            <div className="flex min-w-0 flex-1 flex-col gap-1.5">
              <div className="min-w-0">
                <p className="truncate">{file.name}</p>
                <p className="num text-meta text-fg-3">
                  {[
                    file.width && file.height ? `${file.width} × ${file.height}` : '',
                    sizeText(file.size, locale),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              <div className="flex items-center gap-1">
                {choose(words.replace)}
                <OpenFile file={file} />
                <IconButton
                  icon="trash-2"
                  label={words.remove(file.name)}
                  onClick={() => remove(file)}
                />
              </div>
            </div>
          </div>
        ) : (
          <EmptyZone dense={size === 'cell'} invalid={invalid} hint={words.orDrop}>
            {choose(words.chooseImage)}
          </EmptyZone>
        )}
      </DropZone>
    </CompositeFrame>
  )
}
