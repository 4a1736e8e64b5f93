/** The list before its data: the same head and row heights. */
import { Skeleton } from '../../ui/skeleton'

const ROWS = [
  'w-36',
  'w-28',
  'w-40',
  'w-32',
  'w-24',
  'w-36',
  'w-30',
  'w-34',
  'w-26',
  'w-38',
  'w-28',
  'w-32',
]

export function RowsSkeleton() {
  return (
    <div aria-busy className="h-full overflow-hidden">
      <div className="h-8 border-b border-line bg-surface-2 max-md:hidden" />
      {ROWS.map((width, index) => (
        <div
          key={`${index}-${width}`}
          className="flex h-9 items-center gap-3 border-b border-line px-4 max-md:h-21"
        >
          <Skeleton className="size-5 rounded-full max-md:size-10" />
          <Skeleton className={`h-3 ${width}`} />
          <span className="grow" />
          <Skeleton className="h-4 w-24 max-md:hidden" />
          <Skeleton className="h-3 w-20" />
        </div>
      ))}
    </div>
  )
}

export function ListSkeleton() {
  return (
    <div className="flex h-full flex-col">
      <div className="h-(--bar-h) shrink-0 border-b border-line" />
      <RowsSkeleton />
    </div>
  )
}
