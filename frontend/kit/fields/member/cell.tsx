import { type RecordRef } from '../../meta/wire'
import { Avatar } from '../../ui/avatar'
import { type CellProps } from '../contract'

/** On a card the avatar alone, with the name as its label; elsewhere avatar and name. */
export function Cell({ value, place }: CellProps<RecordRef>) {
  if (!value) return null
  if (place === 'card') return <Avatar size={20} name={value.title} />
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Avatar size={20} name={value.title} decorative />
      <span className={value.trashed ? 'truncate line-through' : 'truncate'}>{value.title}</span>
    </span>
  )
}
