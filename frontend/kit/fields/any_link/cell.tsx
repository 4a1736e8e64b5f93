import { type AnyRef } from '../../meta/wire'
import { type CellProps } from '../contract'
import { titleText } from '../reference'
import { TextCell } from '../text-cell'

export function Cell({ value, context }: CellProps<AnyRef>) {
  return <TextCell text={titleText(value?.title, context)} struck={value?.trashed} />
}
