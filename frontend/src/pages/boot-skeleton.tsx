/** The frame while session and model are read: same measures as the shell, so nothing shifts. */
import { Skeleton } from '@kit/ui/skeleton'
import { TopBar } from '@kit/ui/top-bar'
import { Mark } from '../shell/brand'

const ROWS = [0, 1, 2, 3, 4]

export function BootSkeleton() {
  return (
    <div aria-busy className="grid h-dvh grid-cols-[56px_minmax(0,1fr)] max-md:block">
      <div className="flex flex-col items-center gap-4 max-md:hidden">
        <div className="flex h-14 items-center pt-2">
          <Mark />
        </div>
        {ROWS.map((row) => (
          <Skeleton key={row} className="size-5" />
        ))}
      </div>
      <div className="bg-surface max-md:h-full md:my-2 md:mr-2 md:rounded-card md:border md:border-line">
        <TopBar>
          <Skeleton className="h-3.5 w-28" />
          <Skeleton className="h-7 w-48" />
        </TopBar>
      </div>
    </div>
  )
}
