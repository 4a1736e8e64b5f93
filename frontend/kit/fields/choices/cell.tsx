import { Chip } from '../../ui/chip'
import { ChipLine } from '../chip-line'
import { type CellProps } from '../contract'

/** Chips in the order of the options. A retired option shows its key, without a hue. */
export function Cell({ value, field, place }: CellProps<string[]>) {
  return (
    <ChipLine
      place={place}
      names={(value ?? []).map((key) => field.optionByKey.get(key)?.label ?? key)}
    >
      {(value ?? []).map((key) => {
        const option = field.optionByKey.get(key)
        return (
          <Chip
            key={key}
            hue={option?.hue}
            icon={option?.icon ?? undefined}
            className="min-w-0 shrink"
          >
            {option?.label ?? key}
          </Chip>
        )
      })}
    </ChipLine>
  )
}
