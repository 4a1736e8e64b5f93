/** The value of a cell being typed. Enter and Tab commit and go on, Escape gives up, leaving commits. */
import { type FocusEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { FieldEditor } from '../../fields/field-editor'
import { isWide } from '../../fields/wide'
import { useLocale } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { cn } from '../../ui/cn'
import { isTypedOver, readCell } from './cell-text'

export type SheetStep = 'stay' | 'down' | 'up' | 'right' | 'left'

interface SheetEditorProps {
  field: FieldPlan
  /** What is there, or what was typed and could not be read. */
  value: unknown
  typed?: string
  onCommit: (value: unknown, step: SheetStep) => void
  onCancel: () => void
}

const BIG = new Set(['json', 'image', 'barcode', 'recurrence'])

export function SheetEditor({ field, value, typed, onCommit, onCancel }: SheetEditorProps) {
  const context = useLocale()
  const id = useId()
  const [start] = useState(() =>
    typed !== undefined && isTypedOver(field) ? readCell(typed, field, context) : value,
  )
  const [shown, setShown] = useState(start)
  const latest = useRef(start)
  const step = useRef<SheetStep>('stay')
  const isOver = useRef(false)
  const isBig = isWide(field) || BIG.has(field.editor)
  const commit = () => {
    if (isOver.current) return
    isOver.current = true
    onCommit(latest.current, step.current)
  }
  const cancel = () => {
    if (isOver.current) return
    isOver.current = true
    onCancel()
  }
  const leave = (event: FocusEvent<HTMLElement>) => {
    const { target, currentTarget, relatedTarget } = event
    const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    if (!isText || !currentTarget.contains(target) || currentTarget.contains(relatedTarget)) return
    step.current = 'stay'
    commit()
  }
  const key = (event: KeyboardEvent<HTMLElement>) => {
    const { target, currentTarget } = event
    if (!(target instanceof HTMLElement) || !currentTarget.contains(target)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      cancel()
    } else if (event.key === 'Enter') {
      step.current = event.shiftKey ? 'up' : 'down'
    } else if (event.key === 'Tab' && !isBig) {
      event.preventDefault()
      step.current = event.shiftKey ? 'left' : 'right'
      commit()
    } else if (typed !== undefined && /^Arrow(Up|Down)$/.test(event.key) && !isPicker(target)) {
      // Typed over the cell: the arrows go on, as in a spreadsheet.
      event.preventDefault()
      step.current = event.key === 'ArrowUp' ? 'up' : 'down'
      commit()
    }
  }
  return (
    <div
      role="presentation"
      data-slot="cell-editor"
      onBlur={leave}
      onKeyDownCapture={key}
      onClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => event.stopPropagation()}
      className={cn(
        'absolute top-0 left-0 z-3 flex min-h-full min-w-full flex-col justify-center bg-surface px-0.5 text-left whitespace-normal outline-2 -outline-offset-2 outline-focus',
        isBig && 'w-100 rounded-control bg-raised p-2 shadow-pop',
      )}
    >
      <FieldEditor
        id={id}
        value={shown}
        field={field}
        context={context}
        size="cell"
        autoFocus
        typed={isTypedOver(field) ? typed : undefined}
        onChange={(next) => {
          latest.current = next
          setShown(next)
        }}
        onCommit={commit}
        onCancel={cancel}
      />
    </div>
  )
}

const isPicker = (node: HTMLElement) =>
  node.getAttribute('role') === 'combobox' || node.tagName === 'BUTTON'
