/** "Exibição": how the rows of a view are grouped, which columns, totals and colours it has, how high its rows are. */
import { lazy, Suspense } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { Button } from '../../ui/button'
import { Popover } from '../../ui/popover'
import { Skeleton } from '../../ui/skeleton'
import { displayMessages } from './display-messages'
import { type ToolProps } from './sort-menu'

const DisplayPanel = lazy(async () => ({ default: (await import('./display-panel')).DisplayPanel }))

export function DisplayTool(props: ToolProps & { withSort?: boolean }) {
  return (
    <Suspense fallback={<Skeleton className="h-40" />}>
      <DisplayPanel {...props} />
    </Suspense>
  )
}

export function DisplayMenu(props: ToolProps) {
  const words = useMessages(displayMessages)
  return (
    <Popover
      label={words.display}
      align="end"
      className="w-96"
      trigger={
        <Button variant="ghost" icon="settings-2">
          {words.display}
        </Button>
      }
    >
      <DisplayTool {...props} />
    </Popover>
  )
}
