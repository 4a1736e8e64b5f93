/** A file, or one on its way, as a line: thumbnail or mark, name, size or progress, what can be done. */
import { type ReactNode, useState } from 'react'
import { fileHref } from '../client/files'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type FileRef } from '../meta/wire'
import { cn } from '../ui/cn'
import { Icon } from '../ui/icon'
import { IconButton, iconButtonStyle } from '../ui/icon-button'
import { tip } from '../ui/tooltip'
import { fileMessages } from './file-messages'
import { fileIcon, isImage, sizeText } from './file-text'
import { type Upload, type Uploads } from './use-uploads'

interface LineProps {
  mark: ReactNode
  name: string
  under: ReactNode
  tools: ReactNode
  bad?: boolean
}

function Line({ mark, name, under, tools, bad }: LineProps) {
  return (
    <div
      className={cn(
        'flex min-w-0 items-center gap-2.5 rounded-control border border-line bg-surface py-1.5 pr-1.5 pl-2',
        bad && 'border-bad',
      )}
    >
      {mark}
      <div className="min-w-0 grow">
        <p className="truncate text-ui" {...tip(name)}>
          {name}
        </p>
        <div className="text-meta text-fg-3">{under}</div>
      </div>
      {tools}
    </div>
  )
}

function Mark({ type }: { type: string }) {
  return (
    <span className="grid size-9 shrink-0 place-items-center rounded-chip bg-surface-2 text-fg-2">
      <Icon name={fileIcon(type)} size={16} />
    </span>
  )
}

/** The thumbnail the server made; the mark of the type where there is none. */
export function Thumb({ file }: { file: FileRef }) {
  const [isBroken, setBroken] = useState(false)
  if (!isImage(file.content_type) || isBroken) return <Mark type={file.content_type} />
  return (
    <img
      src={fileHref(file.id, 'thumb')}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setBroken(true)}
      className="size-9 shrink-0 rounded-chip bg-surface-2 object-cover"
    />
  )
}

export function OpenFile({ file }: { file: FileRef }) {
  const words = useMessages(fileMessages)
  const label = words.open(file.name)
  return (
    <a
      href={fileHref(file.id)}
      target="_blank"
      rel="noopener"
      aria-label={label}
      className={iconButtonStyle({ size: 'toolbar' })}
      {...tip(label)}
    >
      <Icon name="arrow-up-right" />
    </a>
  )
}

export function FileRow({ file, onRemove }: { file: FileRef; onRemove: () => void }) {
  const words = useMessages(fileMessages)
  const { locale } = useLocale()
  return (
    <Line
      mark={<Thumb file={file} />}
      name={file.name}
      under={<span className="num">{sizeText(file.size, locale)}</span>}
      tools={
        <span className="flex shrink-0">
          <OpenFile file={file} />
          <IconButton icon="x" label={words.remove(file.name)} onClick={onRemove} />
        </span>
      }
    />
  )
}

export function UploadRow({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const words = useMessages(fileMessages)
  const { locale } = useLocale()
  const { name, type, size } = upload.file
  const isSending = upload.kind === 'sending'
  const percent = isSending ? Math.round(upload.part * 100) : 0
  return (
    <Line
      bad={!isSending}
      mark={<Mark type={type} />}
      name={name}
      under={
        isSending ? (
          <span className="flex items-center gap-2">
            <span
              role="progressbar"
              aria-label={words.sending(name)}
              aria-valuenow={percent}
              aria-valuemin={0}
              aria-valuemax={100}
              className="flex h-1 grow overflow-hidden rounded-full bg-hover"
            >
              <Filled percent={percent} />
            </span>
            <span className="num shrink-0">{`${percent}% · ${sizeText(size, locale)}`}</span>
          </span>
        ) : (
          <span role="alert" className="text-bad">
            {upload.reason}
          </span>
        )
      }
      tools={
        <span className="flex shrink-0">
          {upload.kind === 'failed' && upload.canRetry && (
            <IconButton
              icon="refresh-cw"
              label={words.retry}
              onClick={() => uploads.retry(upload.key)}
            />
          )}
          <IconButton
            icon="x"
            label={isSending ? words.stop(name) : words.remove(name)}
            onClick={() => uploads.drop(upload.key)}
          />
        </span>
      }
    />
  )
}

/** Grows by its share of the line: no width in a style attribute. */
function Filled({ percent }: { percent: number }) {
  return (
    <svg
      aria-hidden
      className="h-1 w-full text-accent"
      preserveAspectRatio="none"
      viewBox="0 0 100 1"
    >
      <rect width={percent} height="1" fill="currentColor" />
    </svg>
  )
}
