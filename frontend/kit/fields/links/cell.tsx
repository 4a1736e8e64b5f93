import { type RecordRef } from '../../meta/wire'
import { type CellProps } from '../contract'
import { titleText } from '../reference'
import { TextCell } from '../text-cell'

/** The first in a cell and on a card, the rest as a count; all of them in the panel. */
export function Cell({ value, field, context, place }: CellProps<RecordRef[]>) {
  const all = value ?? []
  const titles = all.map((one) => titleText(one.title, context))
  if (place === 'panel' || !field.first_is_main || titles.length < 2) {
    return <TextCell text={titles.join(', ')} wraps={place === 'panel'} />
  }
  return <TextCell text={`${titles[0]} +${titles.length - 1}`} />
}
