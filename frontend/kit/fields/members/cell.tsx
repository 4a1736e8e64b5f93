import { type RecordRef } from '../../meta/wire'
import { Avatar } from '../../ui/avatar'
import { cn } from '../../ui/cn'
import { tip } from '../../ui/tooltip'
import { type CellProps } from '../contract'

const FACES = 3

/** Overlapping faces, then the names; on a card the faces alone. In a panel a line a person. */
export function Cell({ value, place }: CellProps<RecordRef[]>) {
  const people = value ?? []
  const names = people.map((one) => one.title).join(', ')
  if (place === 'panel') {
    return (
      <span className="flex min-w-0 flex-col gap-1 py-0.5">
        {people.map((one) => (
          <span key={one.id} className="flex min-w-0 items-center gap-1.5">
            <Avatar size={20} name={one.title} decorative />
            <span className={cn('truncate', one.trashed && 'line-through')}>{one.title}</span>
          </span>
        ))}
      </span>
    )
  }
  return (
    <span className="flex min-w-0 items-center gap-1.5" {...tip(names)}>
      <span className="flex shrink-0 -space-x-1">
        {people.slice(0, FACES).map((one) => (
          <Avatar
            key={one.id}
            size={20}
            name={one.title}
            decorative
            className="ring-2 ring-surface"
          />
        ))}
      </span>
      <span className={place === 'card' ? 'sr-only' : 'truncate'}>{names}</span>
    </span>
  )
}
