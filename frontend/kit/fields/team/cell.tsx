import { type RecordRef } from '../../meta/wire'
import { type CellProps } from '../contract'
import { TextCell } from '../text-cell'

export function Cell({ value, place }: CellProps<RecordRef>) {
  return <TextCell wraps={place === 'panel'} text={value?.title ?? ''} struck={value?.trashed} />
}
