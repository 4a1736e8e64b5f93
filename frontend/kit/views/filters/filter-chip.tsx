/** One condition of the filter as it is read: field, operator, value. Pressed it opens; Backspace takes it away. */
import { type ComponentProps, type ReactNode, useRef } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { cn } from '../../ui/cn'
import { Icon } from '../../ui/icon'
import { IconButton } from '../../ui/icon-button'
import { tip } from '../../ui/tooltip'
import { type Condition } from './condition'
import { offeredOperator } from './field-family'
import { filterMessages } from './filter-messages'
import { operatorWord } from './operator-word'
import { useOperandTexts } from './use-operand-texts'

interface ChipFrameProps extends ComponentProps<'button'> {
  label: string
  onRemove: () => void
  children: ReactNode
}

/** The button in two parts: what it says, and the way out. Passes what a popover's trigger needs to the button. */
export function ChipFrame({
  label,
  onRemove,
  children,
  className,
  onKeyDown,
  ...props
}: ChipFrameProps) {
  const words = useMessages(filterMessages)
  const frame = useRef<HTMLSpanElement>(null)
  const remove = () => {
    const near = frame.current?.parentElement?.querySelectorAll<HTMLElement>('[data-chip]')
    const at = [...(near ?? [])].findIndex((chip) => frame.current?.contains(chip))
    const next = near?.[at + 1] ?? near?.[at - 1]
    onRemove()
    next?.focus()
  }
  return (
    <span
      ref={frame}
      data-slot="filter-chip"
      className="inline-flex h-6.5 max-w-[min(26rem,100%)] min-w-0 items-center overflow-hidden rounded-control border border-line bg-surface has-[[data-popup-open]]:border-focus max-md:h-10"
    >
      <button
        type="button"
        data-chip
        className={cn(
          'flex h-full min-w-0 items-stretch -outline-offset-2 hover:bg-hover',
          className,
        )}
        {...props}
        onKeyDown={(event) => {
          if (event.key !== 'Backspace' && event.key !== 'Delete') return onKeyDown?.(event)
          event.preventDefault()
          remove()
        }}
      >
        {children}
      </button>
      <IconButton
        size="small"
        icon="x"
        tabIndex={-1}
        label={words.remove(label)}
        className="rounded-none border-l border-line max-md:h-full max-md:w-10"
        onClick={remove}
      />
    </span>
  )
}

interface FilterChipProps extends Omit<ComponentProps<'button'>, 'onChange'> {
  field: FieldPlan
  condition: Condition
  onRemove: () => void
}

const SHOWN = 2

export function FilterChip({ field, condition, onRemove, ...props }: FilterChipProps) {
  const words = useMessages(filterMessages)
  const texts = useOperandTexts(condition, field)
  const isSet = condition.operator === 'in' || condition.operator === 'not in'
  const said =
    isSet && texts.length > SHOWN
      ? words.several(texts.length)
      : texts.join(glueOf(condition, words.and))
  const word = operatorWord(
    isSet ? condition.operator : offeredOperator(field, condition.operator),
    field,
    words,
    texts.length,
  )
  return (
    <ChipFrame label={field.label} onRemove={onRemove} {...props}>
      <Part className="gap-1.5 text-fg-2">
        <Icon name={field.icon} size={14} className="shrink-0 text-fg-3" />
        <span className="truncate">{field.label}</span>
      </Part>{' '}
      <Part className="shrink-0 text-fg-3">{word}</Part>{' '}
      {said !== '' && (
        <Part className="font-medium">
          <span className="truncate" {...(isSet ? tip(texts.join(', ')) : {})}>
            {said}
          </span>
        </Part>
      )}
    </ChipFrame>
  )
}

const glueOf = ({ operator }: Condition, and: string) =>
  operator === 'between' || operator === 'not between' ? ` ${and} ` : ', '

function Part({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <span
      className={cn(
        'flex min-w-0 items-center border-line px-1.75 whitespace-nowrap not-first:border-l',
        className,
      )}
    >
      {children}
    </span>
  )
}
