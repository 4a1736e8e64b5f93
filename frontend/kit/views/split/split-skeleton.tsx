/** The split view before its data: the list in its real sizes, and the head of a record. */
import { Skeleton } from '../../ui/skeleton'

const ROWS = [
  'w-32',
  'w-28',
  'w-26',
  'w-34',
  'w-24',
  'w-30',
  'w-36',
  'w-28',
  'w-32',
  'w-26',
  'w-30',
]

export function SplitListSkeleton() {
  return (
    <div aria-busy className="h-full overflow-hidden">
      {ROWS.map((width, index) => (
        <div
          key={`${width} ${String(index)}`}
          className="flex h-13.5 items-center gap-2.5 border-b border-line px-4 max-md:h-17"
        >
          <Skeleton className="size-8 rounded-full" />
          <div className="flex flex-col gap-2">
            <Skeleton className={`h-3 ${width}`} />
            <Skeleton className="h-2.5 w-24" />
          </div>
          <div className="ml-auto flex flex-col items-end gap-2">
            <Skeleton className="h-3 w-16" />
            <Skeleton className="h-2.5 w-12" />
          </div>
        </div>
      ))}
    </div>
  )
}

export function PaneSkeleton() {
  return (
    <div aria-busy className="min-w-0 grow px-5 py-4">
      <div className="flex items-center gap-3">
        <Skeleton className="size-10 rounded-full" />
        <div>
          <Skeleton className="h-5 w-52" />
          <Skeleton className="mt-2 h-3 w-64" />
        </div>
      </div>
      <Skeleton className="mt-4 h-8.5" />
      <Skeleton className="mt-5 h-14" />
      <Skeleton className="mt-5 h-40" />
    </div>
  )
}

export function SplitSkeleton() {
  return (
    <div className="flex h-full flex-col">
      <div className="h-(--bar-h) shrink-0 border-b border-line" />
      <div className="flex min-h-0 grow">
        <div className="w-82 shrink-0 border-r border-line max-md:w-full">
          <SplitListSkeleton />
        </div>
        <div className="flex min-w-0 grow max-md:hidden">
          <PaneSkeleton />
        </div>
      </div>
    </div>
  )
}
