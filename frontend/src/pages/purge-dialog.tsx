/** Asks before a record is deleted for good, saying what happens; a refusal stays in the dialog, in words. */
import { purgeRecord } from '@kit/client/changes'
import { isProblem } from '@kit/client/problem'
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan } from '@kit/meta/plan'
import { Button } from '@kit/ui/button'
import { Dialog } from '@kit/ui/dialog'
import { FieldError } from '@kit/ui/field'
import { toast } from '@kit/ui/toaster'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { trashMessages } from './trash-messages'

interface PurgeDialogProps {
  entity: EntityPlan
  id: string
  title: string
  onClose: () => void
}

export function PurgeDialog({ entity, id, title, onClose }: PurgeDialogProps) {
  const words = useMessages(trashMessages)
  const client = useQueryClient()
  const cancel = useRef<HTMLButtonElement>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const purge = async () => {
    setBusy(true)
    try {
      await purgeRecord(entity.name, id)
      toast({ text: words.purged(title), tone: 'ok' })
      onClose()
      void client.invalidateQueries({ queryKey: ['data'] })
    } catch (error) {
      const problem = isProblem(error) ? error : null
      setRefused([problem?.detail || words.purgeFailed, problem?.hint].filter(Boolean).join(' '))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.purgeTitle(title)}
      initialFocus={cancel}
      footer={
        <>
          <Button ref={cancel} size="form" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button size="form" variant="danger-fill" busy={busy} onClick={() => void purge()}>
            {words.purge}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <p>{words.purgeWhat}</p>
        <p className="text-fg-2">{words.purgeLinks}</p>
        <div role="alert">{refused !== null && <FieldError>{refused}</FieldError>}</div>
      </div>
    </Dialog>
  )
}
