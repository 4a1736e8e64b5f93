/**
 * Round an editor of several controls: its name, its keys (Ctrl+Enter saves, Escape gives up) and, edited in place,
 * its own buttons, since leaving one of the controls is not leaving the field.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useMessages } from '../i18n/locale-context'
import { defineMessages } from '../i18n/messages'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { type EditorProps } from './contract'

const messages = defineMessages(
  { save: 'Salvar', cancel: 'Cancelar' },
  { en: { save: 'Save', cancel: 'Cancel' }, es: { save: 'Guardar', cancel: 'Cancelar' } },
)

export interface CompositeFrameProps {
  editor: Pick<
    EditorProps,
    'field' | 'size' | 'onCommit' | 'onCancel' | 'autoFocus' | 'describedBy'
  >
  /** Its value is saved by what is done in it, not by leaving: no buttons of its own. */
  savesItself?: boolean
  className?: string
  children: ReactNode
}

const CONTROLS =
  'input:not([type=file]):not([tabindex="-1"]), button, select, textarea, [contenteditable=true]'

export function CompositeFrame({ editor, savesItself, className, children }: CompositeFrameProps) {
  const { field, size, onCommit, onCancel, autoFocus, describedBy } = editor
  const words = useMessages(messages)
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!autoFocus) return
    const first = frame.current?.querySelector<HTMLElement>(CONTROLS)
    ;(first ?? frame.current)?.focus()
  }, [autoFocus])
  const isInside = (target: EventTarget) =>
    target instanceof Node && frame.current?.contains(target) === true
  const key = (event: KeyboardEvent) => {
    if (!isInside(event.target) || event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && size === 'cell') {
      event.stopPropagation()
      onCommit()
    }
    if (event.key === 'Escape' && size === 'cell') {
      event.stopPropagation()
      onCancel()
    }
  }
  return (
    <div
      role="presentation"
      onKeyDown={key}
      onBlur={(event) => size === 'cell' && event.stopPropagation()}
    >
      <div
        ref={frame}
        role="group"
        tabIndex={-1}
        aria-label={field.label}
        aria-describedby={describedBy}
        data-slot="composite"
        className={cn('@container flex min-w-0 flex-col gap-2 outline-none', className)}
      >
        {children}
        {size === 'cell' && !savesItself && (
          <div className="flex gap-1.5">
            <Button size="small" variant="primary" onClick={onCommit}>
              {words.save}
            </Button>
            <Button size="small" variant="ghost" onClick={onCancel}>
              {words.cancel}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
