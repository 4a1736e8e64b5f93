/** The shape of a record page while it loads. */
import { Skeleton } from '@kit/ui/skeleton'
import { TopBar } from '@kit/ui/top-bar'

const LINES = ['w-24', 'w-32', 'w-20', 'w-40', 'w-28', 'w-36', 'w-24', 'w-32']

export function RecordSkeleton() {
  return (
    <div className="flex min-h-0 grow flex-col" aria-busy>
      <TopBar>
        <Skeleton className="h-3.5 w-56" />
      </TopBar>
      <div className="flex items-center gap-3 px-5 py-4.5">
        <Skeleton className="size-10 rounded-full" />
        <div>
          <Skeleton className="h-5 w-52" />
          <Skeleton className="mt-2 h-3 w-72" />
        </div>
      </div>
      <Skeleton className="mx-5 h-8.5 max-md:h-10" />
      <div className="mt-4 flex min-h-0 grow border-t border-line">
        <div className="flex w-90 flex-col gap-4 border-r border-line p-4 max-md:w-full max-md:border-0">
          {LINES.map((width, index) => (
            <div key={`${width}-${String(index)}`} className="flex gap-6">
              <Skeleton className="h-3.5 w-26" />
              <Skeleton className={`h-3.5 ${width}`} />
            </div>
          ))}
        </div>
        <div className="grow p-4 max-md:hidden">
          <Skeleton className="h-14" />
          <Skeleton className="mt-6 h-24" />
        </div>
      </div>
    </div>
  )
}
