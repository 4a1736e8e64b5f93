/** A record before its data: head, stages and panel in their sizes. */
import { Skeleton } from '../ui/skeleton'

const LINES = ['w-24', 'w-32', 'w-20', 'w-40', 'w-28', 'w-36', 'w-24', 'w-32']

export function BodySkeleton() {
  return (
    <div aria-busy className="flex min-h-0 grow flex-col">
      <div className="flex items-center gap-3 px-5 pt-4 pb-3">
        <Skeleton className="size-10 rounded-full" />
        <div>
          <Skeleton className="h-5 w-52" />
          <Skeleton className="mt-2 h-3 w-72 max-md:w-48" />
        </div>
      </div>
      <Skeleton className="mx-5 h-8.5 max-md:h-12" />
      <div className="mt-3.5 flex min-h-0 grow border-t border-line">
        <div className="flex w-90 flex-col gap-4 border-r border-line p-4 max-md:w-full max-md:border-0">
          {LINES.map((width, index) => (
            <div key={`${width}-${String(index)}`} className="flex gap-6">
              <Skeleton className="h-3.5 w-26" />
              <Skeleton className={`h-3.5 ${width}`} />
            </div>
          ))}
        </div>
        <div className="grow p-5 max-md:hidden">
          <Skeleton className="h-14" />
          <Skeleton className="mt-6 h-24" />
        </div>
      </div>
    </div>
  )
}
