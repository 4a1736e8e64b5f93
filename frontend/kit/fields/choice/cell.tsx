import { Chip } from '../../ui/chip'
import { type CellProps } from '../contract'

/** An option that was retired still shows its key, without a hue. */
export function Cell({ value, field }: CellProps<string>) {
  if (value === null) return null
  const option = field.optionByKey.get(value)
  return (
    <Chip hue={option?.hue} icon={option?.icon ?? undefined} className="min-w-0 shrink">
      {option?.label ?? value}
    </Chip>
  )
}
