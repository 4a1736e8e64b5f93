/** Reads again what changed elsewhere: in batches and not in hidden tabs. Under a pointer or the keyboard values and counts follow, and rows wait. */
import { hashKey, type QueryClient } from '@tanstack/react-query'
import { modelPlan } from '../client/model'
import { holdersOf, isKnown, type Part, partOf } from './affected'
import { placeFields, readWhole, settleRows } from './apply'
import { type LiveChange } from './messages'
import { isPointedAt, whenReleased } from './pointed'
import { answerOf, countShown, refreshCounts, rowsShown, type ShownView, shownViews } from './shown'
import { type Waiting } from './waiting'

const GATHER = 40
const AT_MOST_EACH = 1000
/** More changed records than this are not read one by one. */
const FEW = 20

export interface Refresher {
  take: (change: LiveChange) => void
  /** Shows what waits, whatever the pointer is on. */
  show: () => void
  /** All that is on screen. */
  all: () => void
  stop: () => void
}

export function createRefresher(
  client: QueryClient,
  onWaiting: (waiting: Waiting) => void,
): Refresher {
  let taken: LiveChange[] = []
  const waiting = new Map<string, { shown: ShownView; ids: Map<string, 'added' | 'moved'> }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = 0
  let isBusy = false

  const isHidden = () => document.visibilityState === 'hidden'
  /** Not any more what left the screen with its view, nor a record that came with another answer. */
  function forgetShown(): void {
    for (const [name, { shown, ids }] of waiting) {
      const isOnScreen = shown.members.some((key) =>
        client.getQueryCache().find({ queryKey: key, exact: true })?.isActive(),
      )
      const rows = rowsShown(client, shown)
      for (const [id, kind] of ids) if (kind === 'added' && rows.has(id)) ids.delete(id)
      if (isOnScreen && ids.size > 0) continue
      waiting.delete(name)
      // Read again when it is looked at again.
      if (!isOnScreen) void client.invalidateQueries({ queryKey: shown.key, refetchType: 'none' })
    }
  }
  function tellWaiting(): void {
    forgetShown()
    const all = new Map([...waiting.values()].flatMap(({ ids }) => [...ids]))
    const added = [...all.values()].filter((kind) => kind === 'added').length
    onWaiting({ added, changed: all.size - added })
  }
  const refetch = (part: Part, of: ReadonlySet<string>) =>
    void client.invalidateQueries({
      queryKey: ['data'],
      refetchType: isHidden() ? 'none' : 'active',
      predicate: (query) =>
        partOf(query.queryKey) === part &&
        of.has(String(query.queryKey[1])) &&
        // Rows on screen are followed one by one.
        (part === 'record' || isHidden() || !query.isActive() || !answerOf(query.state.data)),
    })

  function wait(shown: ShownView, kind: 'added' | 'moved', ids: readonly string[]): void {
    const name = hashKey(shown.key)
    const entry = waiting.get(name) ?? { shown, ids: new Map<string, 'added' | 'moved'>() }
    for (const id of ids) entry.ids.set(id, kind)
    if (entry.ids.size > 0) waiting.set(name, entry)
  }

  async function follow(shown: ShownView, entity: string, ids: Map<string, string>): Promise<void> {
    const movesRows = [...ids.values()].some((op) => op !== 'update')
    if ((movesRows || ids.size > FEW) && !isPointedAt()) return readWhole(client, shown, ids.keys())
    const counted = countShown(client, shown)
    let perhaps: string[] = []
    if (ids.size > FEW) wait(shown, 'moved', [...ids.keys()])
    else {
      const place = placeFields(modelPlan(client), entity, shown)
      const settled = await settleRows(client, shown, ids, place)
      const { added, moved } = settled
      perhaps = settled.perhaps
      if (added.length + moved.length > 0 && !isPointedAt())
        return readWhole(client, shown, [...ids.keys()])
      wait(shown, 'added', added)
      wait(shown, 'moved', moved)
      if (added.length + moved.length + perhaps.length === 0) return
    }
    await refreshCounts(client, shown)
    if (perhaps.length === 0 || countShown(client, shown) === counted) return
    if (!isPointedAt()) return readWhole(client, shown, perhaps)
    wait(shown, 'added', perhaps)
  }

  /** What could not be read row by row waits, and is read as a whole, which says what failed. */
  async function followAll(changes: readonly LiveChange[]): Promise<void> {
    const jobs = [...new Set(changes.map((change) => change.entity))].flatMap((entity) => {
      const own = changes.filter((change) => change.entity === entity)
      const ids = new Map(own.map((change) => [change.id, change.op]))
      return shownViews(client, entity).map((shown) =>
        follow(shown, entity, ids).catch(() => wait(shown, 'moved', [...ids.keys()])),
      )
    })
    await Promise.all(jobs)
  }

  async function flush(): Promise<void> {
    timer = undefined
    last = Date.now()
    isBusy = true
    const changes = taken
    taken = []
    try {
      if (changes.length > 0) {
        const entities = new Set(changes.map((change) => change.entity))
        const model = modelPlan(client)
        const holders = [...entities].flatMap((one) => [...holdersOf(model, one)])
        refetch('record', new Set([...entities, ...holders]))
        refetch('views', entities)
        if (!isHidden()) await followAll(changes)
      }
      if (waiting.size > 0 && !isPointedAt()) show()
      else tellWaiting()
    } finally {
      isBusy = false
    }
    if (taken.length > 0) soon()
  }
  function show(): void {
    const shownNow = [...waiting.values()]
    waiting.clear()
    tellWaiting()
    for (const { shown, ids } of shownNow) void readWhole(client, shown, ids.keys())
  }
  function soon(): void {
    if (isBusy) return
    timer ??= setTimeout(() => void flush(), Math.max(GATHER, last + AT_MOST_EACH - Date.now()))
  }
  const unwatch = client.getQueryCache().subscribe((event) => {
    const isLeft = event.type === 'observerRemoved'
    const isRead = event.type === 'updated' && event.action.type === 'success'
    if (waiting.size > 0 && (isLeft || isRead)) soon()
  })
  const released = whenReleased(() => {
    if (waiting.size > 0 && !isPointedAt()) soon()
  })
  return {
    take: (change) => {
      if (isKnown(client, change)) return
      taken.push(change)
      soon()
    },
    show,
    all: () => {
      waiting.clear()
      tellWaiting()
      void client.invalidateQueries({
        queryKey: ['data'],
        refetchType: isHidden() ? 'none' : 'active',
      })
    },
    stop: () => {
      clearTimeout(timer)
      unwatch()
      released()
    },
  }
}
