/** Toggles of the formatting. One stop of the Tab key; arrows go along it, Escape back to the text. */
import { type Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { type KeyboardEvent, type Ref, useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { IconButton } from '../../ui/icon-button'
import { LinkLine } from './link-line'
import { richTextMessages } from './messages'

interface Tool {
  key: Exclude<keyof (typeof richTextMessages)['pt-BR'], 'toolbar'>
  icon: string
  shortcut?: string
  /** Toggles say whether they are on. */
  isOn?: (editor: Editor) => boolean
  run: (editor: Editor) => void
}

const on =
  (name: string, attributes: object = {}) =>
  (editor: Editor) =>
    editor.isActive(name, attributes)

const TOOLS: readonly (readonly Tool[])[] = [
  [
    {
      key: 'bold',
      icon: 'bold',
      shortcut: 'Ctrl B',
      isOn: on('bold'),
      run: (editor) => editor.chain().focus().toggleBold().run(),
    },
    {
      key: 'italic',
      icon: 'italic',
      shortcut: 'Ctrl I',
      isOn: on('italic'),
      run: (editor) => editor.chain().focus().toggleItalic().run(),
    },
    {
      key: 'underline',
      icon: 'underline',
      shortcut: 'Ctrl U',
      isOn: on('underline'),
      run: (editor) => editor.chain().focus().toggleUnderline().run(),
    },
    {
      key: 'strike',
      icon: 'strikethrough',
      isOn: on('strike'),
      run: (editor) => editor.chain().focus().toggleStrike().run(),
    },
  ],
  [
    {
      key: 'heading2',
      icon: 'heading-2',
      isOn: on('heading', { level: 2 }),
      run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
    },
    {
      key: 'heading3',
      icon: 'heading-3',
      isOn: on('heading', { level: 3 }),
      run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
    },
    {
      key: 'bullets',
      icon: 'list',
      isOn: on('bulletList'),
      run: (editor) => editor.chain().focus().toggleBulletList().run(),
    },
    {
      key: 'numbers',
      icon: 'list-ordered',
      isOn: on('orderedList'),
      run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    },
    {
      key: 'quote',
      icon: 'quote',
      isOn: on('blockquote'),
      run: (editor) => editor.chain().focus().toggleBlockquote().run(),
    },
  ],
  [
    { key: 'link', icon: 'link', isOn: on('link'), run: () => undefined },
    {
      key: 'clear',
      icon: 'remove-formatting',
      run: (editor) => editor.chain().focus().unsetAllMarks().clearNodes().run(),
    },
    {
      key: 'undo',
      icon: 'undo-2',
      shortcut: 'Ctrl Z',
      run: (editor) => editor.chain().focus().undo().run(),
    },
    {
      key: 'redo',
      icon: 'redo-2',
      shortcut: 'Ctrl Y',
      run: (editor) => editor.chain().focus().redo().run(),
    },
  ],
]
const ALL = TOOLS.flat()

interface FormatBarProps {
  ref: Ref<HTMLDivElement>
  editor: Editor
  label: string
}

export function FormatBar({ ref, editor, label }: FormatBarProps) {
  const words = useMessages(richTextMessages)
  const [stop, setStop] = useState(ALL[0]?.key)
  const [isLinking, setLinking] = useState(false)
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      ALL.filter((tool) => tool.isOn?.(now))
        .map((tool) => tool.key)
        .join(' '),
  }).split(' ')
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      editor.commands.focus()
      return
    }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const index = ALL.findIndex((tool) => tool.key === stop)
    const next = ALL[(index + step + ALL.length) % ALL.length]
    if (!next) return
    setStop(next.key)
    event.currentTarget.querySelector<HTMLElement>(`[data-tool="${next.key}"]`)?.focus()
  }
  return (
    <div className="border-b border-line bg-surface-2">
      <div
        ref={ref}
        role="toolbar"
        aria-label={label}
        className="flex flex-wrap gap-x-2 px-1 py-0.5 max-md:gap-x-0"
        onKeyDown={move}
      >
        {TOOLS.map((group) => (
          <span key={group[0]?.key} className="flex max-md:contents">
            {group.map((tool) => (
              <IconButton
                key={tool.key}
                data-tool={tool.key}
                icon={tool.icon}
                label={words[tool.key]}
                shortcut={tool.shortcut}
                pressed={tool.isOn ? active.includes(tool.key) : undefined}
                aria-expanded={tool.key === 'link' ? isLinking : undefined}
                tabIndex={tool.key === stop ? 0 : -1}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => {
                  setStop(tool.key)
                  if (tool.key === 'link') setLinking(!isLinking)
                  else tool.run(editor)
                }}
              />
            ))}
          </span>
        ))}
      </div>
      {isLinking && <LinkLine editor={editor} onDone={() => setLinking(false)} />}
    </div>
  )
}
