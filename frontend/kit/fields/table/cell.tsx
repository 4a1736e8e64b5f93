import { lazy, Suspense } from 'react'
import { type CellProps } from '../contract'
import { TextCell } from '../text-cell'
import { type ChildRow, rowTitle } from './rows'

const Grid = lazy(() => import('./grid').then((module) => ({ default: module.Grid })))

/** How many, and which; in a panel the rows with their columns. */
export function Cell(props: CellProps<ChildRow[]>) {
  const rows = props.value ?? []
  const titles = rows.map(rowTitle).filter(Boolean)
  const line = <TextCell text={`${rows.length} · ${titles.join(', ')}`} />
  if (props.place !== 'panel') return line
  return (
    <Suspense fallback={line}>
      <Grid {...props} />
    </Suspense>
  )
}
