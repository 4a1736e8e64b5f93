/** What stands after the last row: the next page on its way, or why it did not come. */
import { useMessages } from '../../i18n/locale-context'
import { Button } from '../../ui/button'
import { Skeleton } from '../../ui/skeleton'
import { type Rows } from '../use-rows'
import { viewMessages } from '../view-messages'

export function ListTail({ list }: { list: Rows }) {
  const words = useMessages(viewMessages)
  if (list.more === 'failed') {
    return (
      <div role="alert" className="sticky left-0 flex h-11 items-center gap-3 px-4 text-bad">
        {words.moreFailed}
        <Button icon="refresh-cw" onClick={list.retry}>
          {words.retry}
        </Button>
      </div>
    )
  }
  if (list.more === 'none') return null
  return (
    <div className="sticky left-0 flex h-9 items-center gap-3 px-4">
      <span className="sr-only">{words.loadingMore}</span>
      <Skeleton className="size-5 rounded-full" />
      <Skeleton className="h-3 w-36" />
    </div>
  )
}
