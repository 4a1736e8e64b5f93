/** Text with its formatting: a toolbar of toggles over it, the usual keys, and pasted markup cut to what the server keeps. */
import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useId, useRef } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { cn } from '../../ui/cn'
import { CompositeFrame } from '../composite-frame'
import { type EditorProps } from '../contract'
import { extensions } from './extensions'
import { FormatBar } from './format-bar'
import { richTextLook } from './look'
import { richTextMessages } from './messages'
import { textOf } from './text-of'

export function Editor(props: EditorProps<string>) {
  const { id, value, field, onChange, size, autoFocus, typed, invalid, describedBy } = props
  const words = useMessages(richTextMessages)
  const hintId = useId()
  const bar = useRef<HTMLDivElement>(null)
  const sent = useRef(value)
  const attributes: Record<string, string> = {
    id,
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': field.label,
    'aria-describedby': [describedBy, hintId].filter(Boolean).join(' '),
    class: cn(
      'overflow-y-auto px-2.5 py-2 whitespace-pre-wrap outline-none',
      size === 'cell' ? 'max-h-60 min-h-16' : 'max-h-100 min-h-24',
      richTextLook,
    ),
    ...(invalid ? { 'aria-invalid': 'true' } : {}),
    ...(field.required ? { 'aria-required': 'true' } : {}),
  }
  const editor = useEditor({
    extensions,
    content: value ?? '',
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes,
      handleKeyDown: (_view, event) => {
        if (event.key === 'F10' && event.altKey) {
          bar.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
          return true
        }
        // Saves where it stands: no line break for it.
        return event.key === 'Enter' && (event.ctrlKey || event.metaKey)
      },
    },
    onUpdate: ({ editor: now }) => {
      const html = now.getHTML()
      sent.current = textOf(html) === '' ? null : html
      onChange(sent.current)
    },
  })
  useEffect(() => {
    if (sent.current === value) return
    sent.current = value
    editor.commands.setContent(value ?? '', { emitUpdate: false })
  }, [editor, value])
  useEffect(() => {
    if (!autoFocus) return
    editor.commands.focus('end', { scrollIntoView: false })
    if (typed) editor.commands.insertContent({ type: 'text', text: typed })
  }, [editor, autoFocus, typed])
  return (
    <CompositeFrame editor={{ ...props, autoFocus: false }}>
      <div
        className={cn(
          'overflow-hidden rounded-control border border-line-input bg-surface focus-within:border-focus focus-within:ring-1 focus-within:ring-focus',
          invalid && 'border-bad ring-1 ring-bad',
        )}
      >
        <FormatBar ref={bar} editor={editor} label={words.toolbar(field.label)} />
        <EditorContent editor={editor} />
      </div>
      <span id={hintId} className="sr-only">
        {words.hint}
      </span>
    </CompositeFrame>
  )
}
