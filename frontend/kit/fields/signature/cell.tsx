import { fileHref } from '../../client/files'
import { type FileRef } from '../../meta/wire'
import { cn } from '../../ui/cn'
import { type CellProps } from '../contract'

const LOOK = { cell: 'h-6 max-w-20', card: 'h-8 max-w-24', panel: 'my-0.5 h-14 max-w-full' }

/** Ink on paper in both themes. */
export function Cell({ value, place }: CellProps<FileRef>) {
  if (!value) return null
  return (
    <img
      src={fileHref(value.id, 'thumb')}
      alt={value.name}
      loading="lazy"
      decoding="async"
      className={cn('min-w-12 rounded-chip bg-paper object-contain p-0.5', LOOK[place])}
    />
  )
}
