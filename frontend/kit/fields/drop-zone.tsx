/** Takes files by button, by dropping and by pasting; what stands in it stays in sight. */
import { type ReactNode, useRef, useState } from 'react'
import { useMessages } from '../i18n/locale-context'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { fileMessages } from './file-messages'

interface DropZoneProps {
  onFiles: (files: File[]) => void
  multiple?: boolean
  children: ReactNode
  className?: string
}

const carriesFiles = (transfer: DataTransfer) => [...transfer.types].includes('Files')

export function DropZone({ onFiles, multiple, children, className }: DropZoneProps) {
  const words = useMessages(fileMessages)
  const [isOver, setOver] = useState(false)
  const take = (files: FileList) => {
    const all = [...files]
    if (all.length > 0) onFiles(multiple ? all : all.slice(0, 1))
  }
  return (
    <div
      role="presentation"
      data-slot="drop-zone"
      className={cn('relative min-w-0', className)}
      onDragOver={(event) => {
        if (!carriesFiles(event.dataTransfer)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        const to = event.relatedTarget
        if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false)
      }}
      onDrop={(event) => {
        if (!carriesFiles(event.dataTransfer)) return
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return
        event.preventDefault()
        take(event.clipboardData.files)
      }}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-0 grid place-items-center rounded-control border-2 border-dashed border-focus bg-accent-soft font-medium text-accent-text">
          {words.dropHere}
        </div>
      )}
    </div>
  )
}

interface ChooseButtonProps {
  id?: string
  label: string
  /** The field's name: read after the label. */
  of: string
  icon?: string
  accept: readonly string[]
  multiple?: boolean
  small?: boolean
  variant?: 'outline' | 'ghost'
  onFiles: (files: File[]) => void
}

export function ChooseButton({
  id,
  label,
  of,
  icon = 'upload',
  accept,
  multiple,
  small,
  variant,
  onFiles,
}: ChooseButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        id={id}
        icon={icon}
        size={small ? 'small' : 'toolbar'}
        variant={variant}
        aria-label={`${label}: ${of}`}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        accept={accept.join(',')}
        multiple={multiple}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}

/** The empty face: where to drop, the button, the limit. */
export function EmptyZone({
  children,
  hint,
  dense,
  invalid,
}: {
  children: ReactNode
  hint: string
  dense: boolean
  invalid?: boolean
}) {
  return (
    <div
      className={cn(
        'flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1 rounded-control border border-dashed border-line-input px-2.5 py-2',
        dense && 'px-2 py-1.5',
        invalid && 'border-solid border-bad ring-1 ring-bad',
      )}
    >
      {children}
      <span className="min-w-0 text-meta text-fg-3 @max-[15rem]:hidden">{hint}</span>
    </div>
  )
}
