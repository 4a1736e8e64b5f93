/** The address of the link under the caret, or of the one to be made. */
import { type Editor } from '@tiptap/core'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { Button } from '../../ui/button'
import { FieldError } from '../../ui/field'
import { IconButton } from '../../ui/icon-button'
import { Input } from '../../ui/input'
import { toHref } from './extensions'
import { richTextMessages } from './messages'

export function LinkLine({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const words = useMessages(richTextMessages)
  const id = useId()
  const had = String(editor.getAttributes('link').href ?? '')
  const [text, setText] = useState(had.replace(/^mailto:/, ''))
  const [isWrong, setWrong] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const done = () => {
    onDone()
    editor.commands.focus()
  }
  const apply = () => {
    const href = toHref(text)
    if (!href) return setWrong(true)
    const chain = editor.chain().extendMarkRange('link')
    if (editor.state.selection.empty && had === '')
      chain.insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }).run()
    else chain.setLink({ href }).run()
    done()
  }
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') apply()
    else done()
  }
  return (
    <div className="flex flex-col gap-1 border-t border-line p-1.5">
      <div className="flex items-center gap-1.5">
        <Input
          ref={input}
          value={text}
          icon="link"
          inputMode="url"
          autoComplete="off"
          placeholder="https://"
          aria-label={words.address}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? id : undefined}
          frameClassName="h-7 flex-1"
          onChange={(event) => {
            setText(event.target.value)
            setWrong(false)
          }}
          onKeyDown={key}
        />
        <Button onClick={apply}>{words.apply}</Button>
        {had !== '' && (
          <IconButton
            icon="unlink"
            label={words.unlink}
            onClick={() => {
              editor.chain().extendMarkRange('link').unsetLink().run()
              done()
            }}
          />
        )}
      </div>
      {isWrong && <FieldError id={id}>{words.wrongAddress}</FieldError>}
    </div>
  )
}
