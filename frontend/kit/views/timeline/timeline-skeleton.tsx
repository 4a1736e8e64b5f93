/** The timeline before its data: head, rows and foot in their real sizes. */
import { Skeleton } from '../../ui/skeleton'

/** Of each row: width of the name in pixels, where the bar starts and how long it is, in parts of a hundred. */
const ROWS = [
  [112, 38, 24],
  [80, 5, 58],
  [128, 20, 44],
  [96, 27, 36],
  [104, 3, 61],
  [120, 40, 26],
  [88, 48, 18],
  [112, 24, 42],
  [136, 56, 10],
  [96, 47, 19],
  [120, 53, 13],
  [88, 49, 17],
] as const

export function TimelineRowsSkeleton() {
  return (
    <div aria-busy className="min-h-0 grow overflow-hidden">
      <div className="h-8 border-b border-line bg-surface-2" />
      {ROWS.map(([name, start, bar]) => (
        <div
          key={`${name} ${start}`}
          className="flex h-9.5 items-center border-b border-line max-md:h-14 max-md:flex-col max-md:items-stretch max-md:justify-center max-md:gap-2"
        >
          <span className="flex w-76 shrink-0 items-center gap-2 px-4 max-md:w-full">
            <Skeleton className="size-5 rounded-full" />
            <Skeleton className="h-3" style={{ width: name }} />
            <span className="grow" />
            <Skeleton className="h-3 w-14" />
          </span>
          <span className="min-w-0 grow max-md:grow-0">
            <Skeleton
              className="h-5.5 max-md:h-4"
              style={{ marginLeft: `${start}%`, width: `${bar}%` }}
            />
          </span>
        </div>
      ))}
    </div>
  )
}

export function TimelineSkeleton() {
  return (
    <div className="flex h-full flex-col">
      <div className="h-(--bar-h) shrink-0 border-b border-line" />
      <TimelineRowsSkeleton />
      <div className="h-11 shrink-0 border-t border-line" />
    </div>
  )
}
