import { Chip } from '../../ui/chip'
import { ChipLine } from '../chip-line'
import { type CellProps } from '../contract'

export function Cell({ value, place }: CellProps<string[]>) {
  return (
    <ChipLine place={place} names={value ?? []}>
      {(value ?? []).map((tag) => (
        <Chip key={tag} tone="outline" className="min-w-0 shrink">
          {tag}
        </Chip>
      ))}
    </ChipLine>
  )
}
