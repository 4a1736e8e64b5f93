/** The face of a record: initials where the title is a name, the icon of its kind where it is a date or a number. */
import { titleText } from '../fields/reference'
import { useLocale } from '../i18n/locale-context'
import { type EntityPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { Avatar } from '../ui/avatar'
import { Icon } from '../ui/icon'

const BOX = { 24: 'size-6', 32: 'size-8', 40: 'size-10', 56: 'size-14' }

export function RecordMark({
  entity,
  row,
  size,
}: {
  entity: EntityPlan
  row: Row
  size: 24 | 32 | 40 | 56
}) {
  const context = useLocale()
  const title = titleText(row[entity.title], context)
  if (entity.fieldByName.get(entity.title)?.editor === 'text' && title !== '') {
    return <Avatar size={size} name={title} decorative />
  }
  return (
    <span
      aria-hidden
      data-hue={entity.hue}
      className={`grid shrink-0 place-items-center rounded-full bg-hue-soft text-hue-text ${BOX[size]}`}
    >
      <Icon name={entity.icon} size={size === 24 ? 14 : size === 32 ? 16 : 20} />
    </span>
  )
}
