/** Which records of a list are chosen: by their boxes, a range with Shift, those on screen, or all the filter finds. */
import { useMemo, useState } from 'react'

export interface Selection {
  /** Chosen rows that are here, in the order of the rows. */
  ids: readonly string[]
  /** Not only what is here: everything the search and the filter find. */
  isAll: boolean
  /** Of the box in the head. */
  state: 'none' | 'some' | 'all'
  has: (id: string) => boolean
  /** `range`: also all rows from the last one toggled to this one, as this one becomes (Shift). */
  toggle: (id: string, range?: boolean) => void
  set: (ids: readonly string[], chosen: boolean) => void
  /** The box in the head: every row here, or none. */
  togglePage: () => void
  /** `isAll`; from a page of it nothing else is needed. */
  selectAll: () => void
  clear: () => void
}

interface Chosen {
  scope: string
  ids: ReadonlySet<string>
  isAll: boolean
  /** The row a range starts from. */
  from: string | null
}

const NONE: ReadonlySet<string> = new Set()
const nothing = (scope: string): Chosen => ({ scope, ids: NONE, isAll: false, from: null })

/**
 * `rows` are those loaded so far: a chosen one that left them counts again only when it is back.
 * `scope` says what is asked (search and filter): another one starts with nothing chosen.
 */
export function useSelection(rows: readonly { id: string }[], scope: string): Selection {
  const [kept, setKept] = useState<Chosen>(() => nothing(scope))
  const chosen = kept.scope === scope ? kept : nothing(scope)
  const order = useMemo(() => new Map(rows.map((row, index) => [row.id, index])), [rows])
  const has = (id: string) => chosen.isAll || chosen.ids.has(id)
  const ids = useMemo(
    () => rows.filter((row) => chosen.isAll || chosen.ids.has(row.id)).map((row) => row.id),
    [rows, chosen.isAll, chosen.ids],
  )

  /** Out of "all", what is left are the rows that are here. */
  const explicit = () => (chosen.isAll ? new Set(order.keys()) : new Set(chosen.ids))
  const set = (names: readonly string[], on: boolean, from = chosen.from) => {
    const next = explicit()
    for (const id of names) {
      if (on) next.add(id)
      else next.delete(id)
    }
    setKept({ scope, ids: next, isAll: chosen.isAll && on, from })
  }
  const between = (a: string, b: string): string[] => {
    const ends = [order.get(a), order.get(b)]
    if (ends[0] === undefined || ends[1] === undefined) return [b]
    const [low, high] = ends[0] < ends[1] ? [ends[0], ends[1]] : [ends[1], ends[0]]
    return rows.slice(low, high + 1).map((row) => row.id)
  }
  return {
    ids,
    isAll: chosen.isAll,
    state: ids.length === 0 ? 'none' : ids.length === rows.length ? 'all' : 'some',
    has,
    toggle: (id, range = false) =>
      set(range && chosen.from ? between(chosen.from, id) : [id], !has(id), id),
    set: (names, on) => set(names, on),
    togglePage: () =>
      ids.length === rows.length
        ? setKept(nothing(scope))
        : set(
            rows.map((row) => row.id),
            true,
          ),
    selectAll: () => setKept({ ...chosen, isAll: true }),
    clear: () => setKept(nothing(scope)),
  }
}
