/** The chips of a filter, each with its editor. What a chip cannot edit is one chip of text. */
import { lazy, type ReactElement, Suspense, useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { Icon } from '../../ui/icon'
import { Popover } from '../../ui/popover'
import { Skeleton } from '../../ui/skeleton'
import { tip } from '../../ui/tooltip'
import { type Condition, type FilterPart } from './condition'
import { ChipFrame, FilterChip } from './filter-chip'
import { filterMessages } from './filter-messages'
import { partsOf } from './parse'
import { conditionText } from './print'

const ConditionPanel = lazy(async () => ({
  default: (await import('./condition-panel')).ConditionPanel,
}))
const FreeEditor = lazy(async () => ({ default: (await import('./free-editor')).FreeEditor }))

interface FilterPartsProps {
  entity: EntityPlan
  parts: readonly FilterPart[]
  onChange: (parts: readonly FilterPart[]) => void
}

export function FilterPartChips({ entity, parts, onChange }: FilterPartsProps) {
  return parts.map((part, index) => {
    const field = part.is === 'condition' ? entity.fieldByName.get(part.path) : undefined
    const change = (next: readonly FilterPart[]) => onChange(parts.toSpliced(index, 1, ...next))
    // Conditions have no name of their own; their place is what they are known by.
    const key = `${index}`
    return part.is === 'condition' && field ? (
      <ConditionChip key={key} field={field} condition={part} onChange={change} />
    ) : (
      <FreeChip key={key} entity={entity} part={part} onChange={change} />
    )
  })
}

interface ConditionChipProps {
  field: FieldPlan
  condition: Condition
  onChange: (parts: readonly FilterPart[]) => void
}

function ConditionChip({ field, condition, onChange }: ConditionChipProps) {
  const words = useMessages(filterMessages)
  return (
    <ChipPopover
      label={words.edit(field.label)}
      trigger={<FilterChip field={field} condition={condition} onRemove={() => onChange([])} />}
    >
      {(close) => (
        <ConditionPanel
          field={field}
          condition={condition}
          onApply={(next) => onChange([next])}
          onClear={() => onChange([])}
          onDone={close}
        />
      )}
    </ChipPopover>
  )
}

interface FreeChipProps {
  entity: EntityPlan
  part: FilterPart
  onChange: (parts: readonly FilterPart[]) => void
}

function FreeChip({ entity, part, onChange }: FreeChipProps) {
  const words = useMessages(filterMessages)
  const text = part.is === 'free' ? part.text : conditionText(part)
  return (
    <ChipPopover
      label={words.edit(words.advanced)}
      trigger={
        <ChipFrame label={words.advanced} onRemove={() => onChange([])}>
          <span className="flex shrink-0 items-center gap-1.5 border-r border-line px-1.75 text-fg-2">
            <Icon name="braces" size={14} className="text-fg-3" />
            {words.advanced}
          </span>{' '}
          <span className="self-center truncate px-1.75 font-mono text-meta" {...tip(text)}>
            {text}
          </span>
        </ChipFrame>
      }
    >
      {(close) => (
        <FreeEditor
          entity={entity}
          text={text}
          onApply={(next) => {
            onChange(partsOf(next))
            close()
          }}
        />
      )}
    </ChipPopover>
  )
}

interface ChipPopoverProps {
  label: string
  trigger: ReactElement
  children: (close: () => void) => ReactElement
}

function ChipPopover({ label, trigger, children }: ChipPopoverProps) {
  const [open, setOpen] = useState(false)
  return (
    <Popover label={label} open={open} onOpenChange={setOpen} trigger={trigger} className="w-80">
      {open && (
        <Suspense fallback={<Skeleton className="h-24" />}>
          {children(() => setOpen(false))}
        </Suspense>
      )}
    </Popover>
  )
}
