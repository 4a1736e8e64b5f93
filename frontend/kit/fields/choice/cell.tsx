import { Chip } from '../../ui/chip'
import { Icon } from '../../ui/icon'
import { type CellProps } from '../contract'

/** An option with an icon is icon and word, the calmer way; one without is a chip. A retired option shows its key, without a hue. */
export function Cell({ value, field, place }: CellProps<string>) {
  if (value === null) return null
  const option = field.optionByKey.get(value)
  if (option?.icon && place !== 'card') {
    return (
      <span className="flex min-w-0 items-center gap-1.5">
        <Icon name={option.icon} size={14} className="text-fg-2" />
        <span className="truncate">{option.label}</span>
      </span>
    )
  }
  return (
    <Chip hue={option?.hue} icon={option?.icon ?? undefined} className="min-w-0 shrink">
      {option?.label ?? value}
    </Chip>
  )
}
