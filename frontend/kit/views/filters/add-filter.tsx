/** "Filtrar": picks a field, then edits its condition in the same place. */
import { lazy, Suspense, useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan } from '../../meta/plan'
import { Button } from '../../ui/button'
import { useHotkey } from '../../ui/hotkeys'
import { Popover } from '../../ui/popover'
import { Skeleton } from '../../ui/skeleton'
import { type FilterPart } from './condition'
import { filterMessages } from './filter-messages'

const NewFilter = lazy(async () => ({ default: (await import('./new-filter')).NewFilter }))

interface AddFilterProps {
  entity: EntityPlan
  parts: readonly FilterPart[]
  onChange: (parts: readonly FilterPart[]) => void
  /** Not the filter of the view itself: without its key. */
  quiet?: boolean
}

export function AddFilter({ entity, parts, onChange, quiet = false }: AddFilterProps) {
  const words = useMessages(filterMessages)
  const [open, setOpen] = useState(false)
  useHotkey(
    { keys: 'f', label: words.addFilter, group: entity.labelPlural, command: 'list-filter' },
    () => setOpen(true),
    !quiet,
  )
  return (
    <Popover
      label={words.addFilter}
      open={open}
      onOpenChange={setOpen}
      className="w-80"
      trigger={
        <Button
          variant="ghost"
          size={quiet ? 'small' : 'toolbar'}
          icon={quiet ? 'plus' : 'list-filter'}
          aria-keyshortcuts={quiet ? undefined : 'f'}
        >
          {quiet ? words.condition : words.filter}
        </Button>
      }
    >
      {open && (
        <Suspense fallback={<Skeleton className="h-24" />}>
          <NewFilter
            entity={entity}
            parts={parts}
            onChange={onChange}
            onDone={() => setOpen(false)}
          />
        </Suspense>
      )}
    </Popover>
  )
}
