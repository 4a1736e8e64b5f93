import { fileHref } from '../../client/files'
import { type FileRef } from '../../meta/wire'
import { cn } from '../../ui/cn'
import { tip } from '../../ui/tooltip'
import { type CellProps } from '../contract'

const LOOK = { cell: 'h-6 max-w-16', card: 'h-8 max-w-20', panel: 'my-0.5 h-20 max-w-full' }

export function Cell({ value, place }: CellProps<FileRef>) {
  if (!value) return null
  return (
    <img
      src={fileHref(value.id, 'thumb')}
      alt={value.name}
      loading="lazy"
      decoding="async"
      className={cn('min-w-6 rounded-chip bg-surface-2 object-cover', LOOK[place])}
      {...(place === 'panel' ? {} : tip(value.name))}
    />
  )
}
