/** Lines of what happened, while they are read. */
import { Skeleton } from '../ui/skeleton'

const LINES = ['w-64', 'w-48', 'w-56']

export function HistorySkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-5">
      {LINES.map((width) => (
        <div key={width} className="flex gap-3">
          <Skeleton className="size-6 rounded-full" />
          <div className="grow">
            <Skeleton className={`h-4 ${width}`} />
            <Skeleton className="mt-2 h-9 max-w-120" />
          </div>
        </div>
      ))}
    </div>
  )
}
