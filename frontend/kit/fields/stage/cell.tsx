import { Chip } from '../../ui/chip'
import { StageGlyph } from '../../ui/stage-glyph'
import { type CellProps } from '../contract'

export function Cell({ value, field }: CellProps<string>) {
  if (value === null) return null
  const found = field.pipeline?.stageByKey.get(value)
  if (!found) return <Chip>{value}</Chip>
  return (
    <Chip
      hue={found.hue}
      glyph={<StageGlyph shape={found.glyph} size={12} hue={found.hue} />}
      className="min-w-0 shrink"
    >
      {found.label}
    </Chip>
  )
}
