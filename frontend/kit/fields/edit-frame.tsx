/** Around a control that is not text: in a cell Escape gives up, and leaving it saves, as a line of text does. */
import { type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'
import { type EditorProps } from './contract'

interface EditFrameProps extends Pick<EditorProps, 'size' | 'onCommit' | 'onCancel'> {
  className?: string
  children: ReactNode
}

export function EditFrame({ size, onCommit, onCancel, className, children }: EditFrameProps) {
  const key = (event: KeyboardEvent<HTMLElement>) => {
    if (size !== 'cell' || event.key !== 'Escape') return
    event.stopPropagation()
    onCancel()
  }
  const leave = (event: FocusEvent<HTMLElement>) => {
    if (size !== 'cell' || event.currentTarget.contains(event.relatedTarget)) return
    // A press on nothing, or another window: only a real move of the focus is leaving.
    if (event.relatedTarget !== null) onCommit()
  }
  return (
    <div role="presentation" onKeyDown={key} onBlur={leave} className={className}>
      {children}
    </div>
  )
}
