/** The board before its data: columns and cards in their real sizes. */
import { Skeleton } from '../../ui/skeleton'

function CardSkeleton() {
  return (
    <div className="flex h-34 flex-col gap-2.5 rounded-card border border-line bg-surface p-2.5">
      <div className="flex justify-between">
        <Skeleton className="h-3.5 w-28" />
        <Skeleton className="size-5 rounded-full" />
      </div>
      <Skeleton className="h-2.5 w-24" />
      <Skeleton className="h-4.5 w-20" />
      <div className="mt-1 flex justify-between">
        <Skeleton className="h-3 w-18" />
        <Skeleton className="h-3 w-14" />
      </div>
    </div>
  )
}

export function BoardSkeleton() {
  return (
    <div aria-busy className="flex h-full gap-2.5 overflow-hidden px-3 pt-3">
      {['a', 'b', 'c', 'd', 'e'].map((column, index) => (
        <div
          key={column}
          className="flex min-w-60 flex-1 flex-col gap-2 rounded-t-card bg-surface-2 px-2 pt-2 max-md:min-w-full max-md:bg-surface"
        >
          <div className="flex h-10 flex-col justify-center gap-1.5 px-1">
            <Skeleton className="h-3.5 w-24" />
            <Skeleton className="h-2.5 w-16" />
          </div>
          {['1', '2', '3', '4'].slice(0, 4 - (index % 3)).map((card) => (
            <CardSkeleton key={card} />
          ))}
        </div>
      ))}
    </div>
  )
}

export function KanbanSkeleton() {
  return (
    <div className="flex h-full flex-col">
      <div className="h-(--bar-h) shrink-0 border-b border-line" />
      <BoardSkeleton />
    </div>
  )
}
