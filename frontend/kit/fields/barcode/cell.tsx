import { lazy, Suspense } from 'react'
import { type CellProps } from '../contract'
import { formatOf, symbologyOf } from './barcode'

const Picture = lazy(() => import('./picture').then((module) => ({ default: module.Picture })))

/** The text; in a panel its picture too, whose code comes only then. */
export function Cell({ value, field, place }: CellProps<string>) {
  if (value === null) return null
  if (place !== 'panel') return <span className="num min-w-0 truncate">{value}</span>
  return (
    <span className="flex min-w-0 grow flex-col gap-1 py-1">
      <span className="num wrap-anywhere">{value}</span>
      <Suspense fallback={<span className="h-14" />}>
        <Picture value={value} symbology={symbologyOf(value, formatOf(field))} />
      </Suspense>
    </span>
  )
}
