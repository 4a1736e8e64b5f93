/** The filter of a view: its chips, one more, and the way back to the saved one. */
import { useMessages } from '../../i18n/locale-context'
import { IconButton } from '../../ui/icon-button'
import { type ToolProps } from '../display/sort-menu'
import { AddFilter } from './add-filter'
import { filterMessages } from './filter-messages'
import { FilterPartChips } from './filter-parts'
import { useFilterParts } from './use-filter-parts'

export function FilterBar(props: ToolProps) {
  const { entity, asked } = props
  const words = useMessages(filterMessages)
  const { parts, setParts, isChanged, reset } = useFilterParts(props, asked)
  return (
    <div
      role="group"
      aria-label={words.filters}
      className="flex min-w-0 flex-wrap grow items-center gap-1.5"
    >
      <FilterPartChips entity={entity} parts={parts} onChange={setParts} />
      <AddFilter entity={entity} parts={parts} onChange={setParts} />
      {isChanged && <IconButton icon="rotate-ccw" label={words.backToSaved} onClick={reset} />}
    </div>
  )
}
