/** A cell under the focus whose value was not saved: the value as typed, why, and what can be done. */
import { fieldKinds } from '../../fields/registry'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { Button } from '../../ui/button'
import { FieldError } from '../../ui/field'
import { sheetMessages } from './sheet-messages'
import { type CellFault } from './use-sheet-cells'

export interface FaultAction {
  label: string
  run: () => void
}

interface FaultCellProps {
  text: string
  message: string
  hint?: string
  actions: readonly FaultAction[]
}

export function FaultCell({ text, message, hint, actions }: FaultCellProps) {
  return (
    <>
      <span className="truncate">{text}</span>
      <div
        data-slot="cell-fault"
        className="absolute top-full left-0 z-4 flex w-72 flex-col gap-2 rounded-card bg-raised p-2.5 text-left font-normal whitespace-normal text-fg shadow-pop"
        onPointerDown={(event) => event.stopPropagation()}
      >
        <FieldError>{message}</FieldError>
        {hint && <p className="text-meta text-fg-2">{hint}</p>}
        {actions.length > 0 && (
          <div className="flex flex-wrap gap-1.5">
            {actions.map(({ label, run }, index) => (
              <Button
                key={label}
                size="small"
                variant={index === 0 && actions.length > 1 ? 'primary' : 'outline'}
                onClick={run}
              >
                {label}
              </Button>
            ))}
          </div>
        )}
      </div>
    </>
  )
}

interface SavedFaultProps {
  fault: CellFault
  onAgain: () => void
  onDrop: () => void
  /** Of a stage: the menu of stages, where a gate can be filled in. */
  onResolve?: () => void
}

export function SavedFault({ fault, onAgain, onDrop, onResolve }: SavedFaultProps) {
  const words = useMessages(sheetMessages)
  const context = useLocale()
  const { theirs, field } = fault
  const actions: FaultAction[] = theirs
    ? [
        { label: words.keepMine, run: onAgain },
        { label: words.useTheirs, run: onDrop },
      ]
    : [
        ...(onResolve ? [{ label: words.resolve, run: onResolve }] : []),
        ...(fault.canRetry ? [{ label: words.retry, run: onAgain }] : []),
        { label: words.discard, run: onDrop },
      ]
  const present = theirs ? fieldKinds.get(field.editor)?.format(theirs.value, field, context) : null
  return (
    <FaultCell
      text={fault.text}
      message={theirs ? words.conflict : fault.message}
      hint={theirs ? `${words.theirs}: ${present ?? ''}` : words.kept}
      actions={actions}
    />
  )
}
