/** "Ordenar": says what the view is ordered by when that is not its own. */
import { lazy, Suspense } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { Button } from '../../ui/button'
import { Popover } from '../../ui/popover'
import { Skeleton } from '../../ui/skeleton'
import { type Asked } from '../asked'
import { type ViewProps } from '../contract'
import { displayMessages } from './display-messages'
import { sortKeys, sortText } from './sort-keys'

const SortPanel = lazy(async () => ({ default: (await import('./sort-panel')).SortPanel }))

export type ToolProps = Pick<ViewProps, 'entity' | 'view' | 'state' | 'setState' | 'patchView'> & {
  asked: Asked
}

/** The panel on its own: in the phone's sheet it stands open. */
export function SortTool({ entity, view, setState, asked }: ToolProps) {
  const own = view.sort ?? ''
  const isOwn = (asked.sort ?? '') === own
  return (
    <Suspense fallback={<Skeleton className="h-24" />}>
      <SortPanel
        entity={entity}
        keys={sortKeys(asked.sort)}
        onChange={(keys) => {
          const text = sortText(keys)
          setState({ sort: text === own ? undefined : text })
        }}
        onReset={isOwn ? null : () => setState({ sort: undefined })}
      />
    </Suspense>
  )
}

export function SortMenu(props: ToolProps) {
  const { entity, view, asked } = props
  const words = useMessages(displayMessages)
  const keys = sortKeys(asked.sort)
  const isOwn = (asked.sort ?? '') === (view.sort ?? '')
  const [first] = keys
  const label = first && (entity.fieldByName.get(first.name)?.label ?? first.name)
  return (
    <Popover
      label={words.order}
      align="end"
      className="w-80"
      trigger={
        <Button variant="ghost" icon="arrow-up-down" pressed={!isOwn}>
          <span className="max-w-44 truncate">
            {isOwn || !label
              ? words.order
              : keys.length > 1
                ? words.orderOn(keys.length)
                : words.orderBy(label)}
          </span>
        </Button>
      }
    >
      <SortTool {...props} />
    </Popover>
  )
}
