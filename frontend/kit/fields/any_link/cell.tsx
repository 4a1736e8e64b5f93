import { type AnyRef } from '../../meta/wire'
import { type CellProps } from '../contract'
import { titleText } from '../reference'
import { TextCell } from '../text-cell'

export function Cell({ value, context, place }: CellProps<AnyRef>) {
  return (
    <TextCell
      wraps={place === 'panel'}
      text={titleText(value?.title, context)}
      struck={value?.trashed}
    />
  )
}
