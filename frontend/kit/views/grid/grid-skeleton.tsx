/** The grid before its data: cards in their real sizes. */
import { Skeleton } from '../../ui/skeleton'

const CARDS = Array.from({ length: 16 }, (_, index) => index)
const NAMES = ['w-32', 'w-24', 'w-36', 'w-28']

function CardSkeleton({ name }: { name: string }) {
  return (
    <div className="flex h-46 flex-col rounded-card border border-line p-3.5">
      <div className="flex items-center gap-3">
        <Skeleton className="size-10 rounded-full" />
        <div className="flex flex-col gap-1.5">
          <Skeleton className={`h-3.5 ${name}`} />
          <Skeleton className="h-2.5 w-28" />
        </div>
      </div>
      <div className="mt-3 flex gap-1.5">
        <Skeleton className="h-4.5 w-24" />
        <Skeleton className="h-4.5 w-20" />
      </div>
      <div className="mt-3 grid grid-cols-2 gap-2.5">
        <Skeleton className="h-3 w-28" />
        <Skeleton className="h-3 w-20" />
        <Skeleton className="h-3 w-24" />
        <Skeleton className="h-3 w-16" />
      </div>
      <div className="mt-auto flex justify-between border-t border-line pt-2.5">
        <Skeleton className="h-3.5 w-20" />
        <Skeleton className="h-3.5 w-24" />
      </div>
    </div>
  )
}

export function GridCardsSkeleton() {
  return (
    <div
      aria-busy
      className="grid min-h-0 grow grid-cols-[repeat(auto-fill,minmax(268px,1fr))] content-start gap-3 overflow-hidden p-4"
    >
      {CARDS.map((card) => (
        <CardSkeleton key={card} name={NAMES[card % NAMES.length] ?? 'w-24'} />
      ))}
    </div>
  )
}

export function GridSkeleton() {
  return (
    <div className="flex h-full flex-col">
      <div className="h-(--bar-h) shrink-0 border-b border-line" />
      <GridCardsSkeleton />
    </div>
  )
}
