/** The keys a view is ordered by, the first counting most. */
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan } from '../../meta/plan'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { IconButton } from '../../ui/icon-button'
import { PickList } from '../filters/pick-list'
import { displayMessages } from './display-messages'
import { ReorderList } from './reorder-list'
import { type SortKey } from './sort-keys'

interface SortPanelProps {
  entity: EntityPlan
  keys: readonly SortKey[]
  onChange: (keys: readonly SortKey[]) => void
  /** Back to the saved order; null when it is that. */
  onReset: (() => void) | null
}

/** More than these nobody reads. */
const MOST = 4

export function SortPanel({ entity, keys, onChange, onReset }: SortPanelProps) {
  const words = useMessages(displayMessages)
  const used = new Set(keys.map((key) => key.name))
  const free = [...entity.fieldByName.values()].filter(
    (field) => field.sortable && field.access !== 'masked' && !used.has(field.name),
  )
  const items = keys.map((key) => ({
    ...key,
    key: key.name,
    label: entity.fieldByName.get(key.name)?.label ?? key.name,
  }))
  const plain = (next: readonly SortKey[]) =>
    onChange(next.map(({ name, down }) => ({ name, down })))
  return (
    <div className="flex flex-col gap-2">
      {keys.length === 0 && <p className="px-1 text-fg-3">{words.noOrder}</p>}
      <ReorderList label={words.order} items={items} onReorder={plain}>
        {(item, index) => (
          <>
            <span className="min-w-0 grow truncate">{item.label}</span>
            <Button
              variant="ghost"
              size="small"
              icon={item.down ? 'arrow-down' : 'arrow-up'}
              aria-label={`${item.down ? words.descending : words.ascending}, ${words.way(item.label)}`}
              onClick={() => plain(keys.with(index, { name: item.name, down: !item.down }))}
            >
              {item.down ? words.descending : words.ascending}
            </Button>
            <IconButton
              size="small"
              icon="x"
              label={words.remove(item.label)}
              onClick={() => plain(keys.toSpliced(index, 1))}
            />
          </>
        )}
      </ReorderList>
      {keys.length < MOST && (
        <PickList
          label={keys.length === 0 ? words.searchField : words.addOrder}
          autoFocus={keys.length === 0}
          items={free.map((field) => ({
            key: field.name,
            label: field.label,
            mark: <Icon name={field.icon} size={14} />,
          }))}
          onPick={(name) => plain([...keys, { name, down: false }])}
        />
      )}
      {onReset && (
        <Button variant="ghost" icon="rotate-ccw" className="self-start" onClick={onReset}>
          {words.ownOrder}
        </Button>
      )}
    </div>
  )
}
