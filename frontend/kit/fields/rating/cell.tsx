import { type CellProps } from '../contract'
import { plainWords } from '../plain-messages'
import { scaleOf } from './rating'
import { STAR, starsPath } from './stars'

export function Cell({ value, field, context }: CellProps<number>) {
  const max = scaleOf(field)
  const given = value ?? 0
  return (
    <svg
      role="img"
      aria-label={plainWords(context).stars(given, max)}
      width={max * STAR}
      height={STAR}
      viewBox={`0 0 ${max * STAR} ${STAR}`}
      data-hue="amber"
      className="shrink-0 fill-hue-dot"
    >
      <path fillRule="evenodd" d={starsPath(given, max)} />
    </svg>
  )
}
