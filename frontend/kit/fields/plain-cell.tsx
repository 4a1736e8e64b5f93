/** A short value as it stands: figures keep their columns. One node. */
import { type CellProps } from './contract'

export function FigureCell({ text }: { text: string }) {
  return <span className="num truncate whitespace-nowrap">{text}</span>
}

interface AddressCellProps extends Pick<CellProps, 'field' | 'place'> {
  text: string
  href: string | null
}

/** An address is a link where nothing else waits for the press: cells open their row, editable values their editor. */
export function AddressCell({ text, href, field, place }: AddressCellProps) {
  if (place !== 'panel' || field.access === 'editable' || href === null) {
    return (
      <span className={place === 'panel' ? 'min-w-0 wrap-anywhere' : 'min-w-0 truncate'}>
        {text}
      </span>
    )
  }
  return (
    <a
      href={href}
      target={href.startsWith('http') ? '_blank' : undefined}
      rel="noopener noreferrer"
      className="min-w-0 wrap-anywhere text-accent-text underline decoration-line-strong underline-offset-2 hover:decoration-current"
    >
      {text}
    </a>
  )
}
