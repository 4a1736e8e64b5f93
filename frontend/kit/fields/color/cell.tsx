import { type CellProps } from '../contract'

/** The colour itself is data: it cannot come from the tokens. */
export function Cell({ value }: CellProps<string>) {
  if (value === null) return null
  return (
    <span className="num flex min-w-0 items-center gap-2 truncate">
      <span
        aria-hidden
        className="size-4 shrink-0 rounded-chip ring-1 ring-line-input ring-inset"
        style={{ backgroundColor: value }}
      />
      {value}
    </span>
  )
}
