/** The filter of a view as parts, and the address as they change. */
import { useMemo } from 'react'
import { type Asked } from '../asked'
import { type ViewProps } from '../contract'
import { type FilterPart } from './condition'
import { partsOf } from './parse'
import { textOf } from './print'

export interface FilterParts {
  parts: FilterPart[]
  setParts: (parts: readonly FilterPart[]) => void
  /** Not the filter the view was saved with. */
  isChanged: boolean
  reset: () => void
}

export function useFilterParts(
  { view, state, setState }: Pick<ViewProps, 'view' | 'state' | 'setState'>,
  asked: Asked,
): FilterParts {
  const parts = useMemo(() => partsOf(asked.filter ?? ''), [asked.filter])
  const own = view.filter ?? ''
  const setParts = (next: readonly FilterPart[]) => {
    const text = textOf(next)
    const isOwn = text === textOf(partsOf(own))
    setState({ filter: isOwn ? undefined : text }, { replace: true })
  }
  return {
    parts,
    setParts,
    isChanged: state.filter !== undefined && state.filter !== own,
    reset: () => setState({ filter: undefined }),
  }
}
