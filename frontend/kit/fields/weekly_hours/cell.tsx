import { type CellProps } from '../contract'
import { TextCell } from '../text-cell'
import { dayName, groupDays, type Week, weekText } from './week'

/** One line; in a panel a line for each run of equal days. */
export function Cell({ value, context, place }: CellProps<Week>) {
  const { locale } = context
  if (place !== 'panel') return <TextCell numeric text={value ? weekText(value, locale) : ''} />
  const name = (index: number) => dayName(index, locale, 'short')
  return (
    <span className="num flex min-w-0 flex-col py-0.5">
      {groupDays(value ?? {}).map(({ from, to, spans }) => (
        <span key={from}>
          <span className="text-fg-2">
            {from === to ? name(from) : `${name(from)}–${name(to)}`}
          </span>{' '}
          {spans}
        </span>
      ))}
    </span>
  )
}
