/** A field edited in its cell, over the list: leaving saves, Escape gives up. What the server refuses stays, with the reason below. */
import {
  type FocusEvent,
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
} from 'react'
import { FieldEditor } from '../../fields/field-editor'
import { FieldValue } from '../../fields/field-value'
import { isWide } from '../../fields/wide'
import { useLocale } from '../../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { Companions, ConflictNote, FailedActions } from '../../record/attribute-problems'
import { useFieldSave } from '../../record/use-field-save'
import { cn } from '../../ui/cn'
import { FieldError } from '../../ui/field'

/** Where the person goes on after the edit. */
export type EditStep = 'stay' | 'down' | 'right' | 'left'

interface CellEditorProps {
  entity: EntityPlan
  row: Row
  field: FieldPlan
  /** The keyboard goes on: the value is on its way, or the old one is back. */
  onLeave: (step: EditStep) => void
  /** Nothing is left to say. */
  onDone: () => void
}

const BIG = new Set(['json', 'image', 'barcode', 'recurrence'])

export function CellEditor({ entity, row, field, onLeave, onDone }: CellEditorProps) {
  const context = useLocale()
  const id = useId()
  const saver = useFieldSave(entity, row, field)
  const { state } = saver
  const begun = useRef(false)
  const step = useRef<EditStep>('stay')
  const began = useEffectEvent(() => saver.edit())
  const left = useEffectEvent(() => onLeave(step.current))
  const done = useEffectEvent(() => onDone())
  useEffect(() => began(), [])
  const { kind } = state
  useEffect(() => {
    if (kind === 'editing') begun.current = true
    if (!begun.current) return
    if (kind === 'saving' || kind === 'idle') left()
    if (kind === 'idle') done()
  }, [kind])

  if (kind === 'idle') return <FieldValue field={field} row={row} context={context} place="cell" />
  const open = kind === 'editing' || kind === 'failed'
  const error = open ? state.error : null
  const isBig = isWide(field) || BIG.has(field.editor)
  const leave = (event: FocusEvent<HTMLElement>) => {
    const { target, currentTarget, relatedTarget } = event
    const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    if (isText && currentTarget.contains(target) && !currentTarget.contains(relatedTarget))
      saver.commit()
  }
  const key = (event: KeyboardEvent<HTMLElement>) => {
    const inside = event.target instanceof Node && event.currentTarget.contains(event.target)
    if (!inside || !open) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      step.current = 'stay'
      saver.cancel()
    }
    if (event.key === 'Enter') step.current = 'down'
    if (event.key === 'Tab' && !isBig) {
      event.preventDefault()
      step.current = event.shiftKey ? 'left' : 'right'
      saver.commit()
    }
  }
  return (
    <div
      role="presentation"
      data-slot="cell-editor"
      data-state={kind}
      onBlur={leave}
      onKeyDown={key}
      onClick={(event) => event.stopPropagation()}
      className={cn(
        'absolute top-0 left-0 z-3 flex min-h-full min-w-full flex-col justify-center bg-surface px-0.5 text-left whitespace-normal outline-2 -outline-offset-2 outline-focus',
        isBig && open && 'w-100 rounded-control bg-raised p-2 shadow-pop',
        kind === 'failed' && 'outline-bad',
      )}
    >
      {kind === 'saving' && (
        <span className="flex min-w-0 items-center gap-2 px-1.5 text-fg-2">
          <FieldValue
            field={field}
            row={{ ...row, [field.name]: state.value }}
            context={context}
            place="cell"
          />
          <span
            aria-hidden
            className="size-1.5 animate-[appear-late_1ms_300ms_both] rounded-full bg-accent"
          />
        </span>
      )}
      {open && (
        <FieldEditor
          id={id}
          value={state.value}
          field={field}
          context={context}
          size="cell"
          autoFocus={kind === 'editing'}
          invalid={error !== null}
          describedBy={error === null ? undefined : `${id}-error`}
          onChange={saver.change}
          onCommit={saver.commit}
          onCancel={saver.cancel}
        />
      )}
      {(error !== null || kind === 'failed') && (
        <div className="absolute top-full left-0 z-4 mt-1 flex w-72 flex-col rounded-card bg-raised p-2.5 shadow-pop">
          {error !== null && <FieldError id={`${id}-error`}>{error}</FieldError>}
          {open && state.also.length > 0 && (
            <Companions also={state.also} context={context} saver={saver} />
          )}
          {kind === 'failed' && (
            <FailedActions field={field} stored={row[field.name]} saver={saver} />
          )}
        </div>
      )}
      {kind === 'conflict' && (
        <>
          <span className="px-1.5">
            <FieldValue field={field} row={row} context={context} place="cell" />
          </span>
          <div className="absolute top-full left-0 z-4 mt-1 w-80 rounded-card bg-raised p-1 shadow-pop">
            <ConflictNote field={field} row={row} state={state} saver={saver} />
          </div>
        </>
      )}
    </div>
  )
}
