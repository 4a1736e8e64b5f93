/** "Etiquetar": words added to, or taken from, the tags each chosen record has. */
import { useState } from 'react'
import { FieldEditor } from '../../fields/field-editor'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { Button } from '../../ui/button'
import { Popover } from '../../ui/popover'
import { selectionMessages } from './selection-messages'

interface TagActionProps {
  field: FieldPlan
  onTag: (way: 'add' | 'remove', tags: readonly string[]) => void
}

export function TagAction({ field, onTag }: TagActionProps) {
  const words = useMessages(selectionMessages)
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={words.tag}
      side="top"
      open={open}
      onOpenChange={setOpen}
      className="w-80"
      trigger={
        <Button variant="ghost" icon="tag">
          {words.tag}
        </Button>
      }
    >
      {open && (
        <TagForm
          field={field}
          onTag={(way, tags) => {
            setOpen(false)
            onTag(way, tags)
          }}
        />
      )}
    </Popover>
  )
}

function TagForm({ field, onTag }: TagActionProps) {
  const words = useMessages(selectionMessages)
  const context = useLocale()
  const [tags, setTags] = useState<string[]>([])
  return (
    <div className="flex flex-col gap-3">
      <FieldEditor
        id="selection-tags"
        value={tags}
        field={{ ...field, required: false }}
        context={context}
        size="form"
        autoFocus
        onChange={(value) => setTags(Array.isArray(value) ? value.map(String) : [])}
        onCommit={() => undefined}
        onCancel={() => undefined}
      />
      <div className="flex justify-end gap-2">
        <Button disabled={tags.length === 0} onClick={() => onTag('remove', tags)}>
          {words.removeTags}
        </Button>
        <Button variant="primary" disabled={tags.length === 0} onClick={() => onTag('add', tags)}>
          {words.addTags}
        </Button>
      </div>
    </div>
  )
}
