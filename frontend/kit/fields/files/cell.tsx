import { type FileRef } from '../../meta/wire'
import { Icon } from '../../ui/icon'
import { tip } from '../../ui/tooltip'
import { type CellProps } from '../contract'
import { fileIcon, sizeText } from '../file-text'

/** The first name and how many more; in a panel a line a file. */
export function Cell({ value, context, place }: CellProps<FileRef[]>) {
  const all = value ?? []
  if (place === 'panel') {
    return (
      <span className="flex min-w-0 flex-col gap-0.5 py-0.5">
        {all.map((file) => (
          <span key={file.id} className="flex min-w-0 items-center gap-1.5">
            <Icon name={fileIcon(file.content_type)} size={14} className="text-fg-2" />
            <span className="truncate">{file.name}</span>
            <span className="num shrink-0 text-meta text-fg-3">
              {sizeText(file.size, context.locale)}
            </span>
          </span>
        ))}
      </span>
    )
  }
  return (
    <span
      className="flex min-w-0 items-center gap-1"
      {...tip(all.map((one) => one.name).join(', '))}
    >
      <span className="truncate">{all[0]?.name}</span>
      {all.length > 1 && (
        <span className="num shrink-0 text-meta text-fg-3">+{all.length - 1}</span>
      )}
    </span>
  )
}
