import { type FileRef } from '../../meta/wire'
import { Icon } from '../../ui/icon'
import { tip } from '../../ui/tooltip'
import { type CellProps } from '../contract'
import { fileIcon, sizeText } from '../file-text'

/** The mark of its kind and the name; in a panel the size too. */
export function Cell({ value, context, place }: CellProps<FileRef>) {
  if (!value) return null
  return (
    <span className="flex min-w-0 items-center gap-1.5" {...tip(value.name)}>
      <Icon name={fileIcon(value.content_type)} size={14} className="text-fg-2" />
      <span className="truncate">{value.name}</span>
      {place === 'panel' && (
        <span className="num shrink-0 text-meta text-fg-3">
          {sizeText(value.size, context.locale)}
        </span>
      )}
    </span>
  )
}
