import { lazy, Suspense } from 'react'
import { type RecordRef } from '../../meta/wire'
import { type CellProps } from '../contract'
import { titleText } from '../reference'
import { TextCell } from '../text-cell'
import { attributesOf } from './attributes'

const Lines = lazy(() => import('./lines').then((module) => ({ default: module.Lines })))

/** The first in a cell and on a card, the rest as a count; all of them in the panel, with what each link holds. */
export function Cell(props: CellProps<RecordRef[]>) {
  const { value, field, context, place } = props
  const all = value ?? []
  const titles = all.map((one) => titleText(one.title, context))
  const whole = <TextCell text={titles.join(', ')} wraps={place === 'panel'} />
  if (place === 'panel' && attributesOf(field).length > 0) {
    return (
      <Suspense fallback={whole}>
        <Lines {...props} />
      </Suspense>
    )
  }
  if (place === 'panel' || !field.first_is_main || titles.length < 2) return whole
  return <TextCell text={`${titles[0]} +${titles.length - 1}`} />
}
