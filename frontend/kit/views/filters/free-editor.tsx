/** A filter as text, checked by the server before it counts: what it says stands under the field. */
import { useState } from 'react'
import { loadList } from '../../client/data'
import { isProblem } from '../../client/problem'
import { useMessages } from '../../i18n/locale-context'
import { type EntityPlan } from '../../meta/plan'
import { wordsOf } from '../../record/use-draft'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { Textarea } from '../../ui/input'
import { filterMessages } from './filter-messages'

interface FreeEditorProps {
  entity: EntityPlan
  text: string
  onApply: (text: string) => void
}

/** What the server says is wrong, or null. */
async function problemsOf(entity: string, filter: string): Promise<string | null> {
  try {
    await loadList(entity, { filter, fields: 'id', limit: 1 })
    return null
  } catch (error) {
    if (!isProblem(error) || error.isTemporary) throw error
    return error.errors.map(wordsOf).join(' ') || error.detail || error.title
  }
}

export function FreeEditor({ entity, text: start, onApply }: FreeEditorProps) {
  const words = useMessages(filterMessages)
  const [text, setText] = useState(start)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const apply = async () => {
    const wanted = text.trim()
    if (wanted === '') return onApply('')
    setBusy(true)
    try {
      const found = await problemsOf(entity.name, wanted)
      setFault(found)
      if (found === null) onApply(wanted)
    } catch {
      setFault(words.unreachable)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="flex flex-col gap-3">
      <Field
        label={words.advancedLabel}
        help={`${words.advancedHelp} ${exampleOf(entity)}`}
        error={fault ?? undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            autoFocus
            spellCheck={false}
            className="font-mono text-meta"
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setFault(null)
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
              event.preventDefault()
              void apply()
            }}
          />
        )}
      </Field>
      <Button
        variant="primary"
        className="self-end"
        shortcut="Ctrl ↵"
        busy={busy}
        onClick={() => void apply()}
      >
        {busy ? words.applying : words.apply}
      </Button>
    </div>
  )
}

/** In the names of this very entity: a choice or stage it has, and its title. */
function exampleOf(entity: EntityPlan): string {
  const picked = entity.fields.find(
    (field) => (field.pipeline ?? field.options[0]) && !field.hidden,
  )
  const key = picked?.pipeline?.stages[0]?.key ?? picked?.options[0]?.key
  const first = `${entity.title} contains 'ana'`
  return picked && key ? `${first} or ${picked.name} = '${key}'` : first
}
