/** Someone else changed the record that is open: said quietly, for a while, without taking anything from who is typing. */
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSession } from '../client/session'
import { useMessages } from '../i18n/locale-context'
import { type EntityPlan } from '../meta/plan'
import { type RecordRef, type Row } from '../meta/wire'
import { Icon } from '../ui/icon'
import { changeMessages } from './change-messages'
import { useRemoteChange } from './remote-changes'

const SHOWN = 12_000

const isTyping = () =>
  document.activeElement?.matches('input, textarea, select, [contenteditable=true]') ?? false

export function RemoteNote({ entity, row }: { entity: EntityPlan; row: Row }) {
  const words = useMessages(changeMessages)
  const { member } = useSession()
  const change = useRemoteChange(entity.name, row.id)
  const [note, setNote] = useState<string | null>(null)
  const seen = useRef(row.version)
  const author = row.updated_by as RecordRef | null | undefined

  // Said when the changed row is here: only then is it known who did it.
  const arrived = useEffectEvent(() => {
    const isNew = change !== null && row.version >= change.version && row.version > seen.current
    seen.current = Math.max(seen.current, row.version)
    if (!isNew || author?.id === member.id) return
    const who = author?.title ? words.changedBy(author.title) : words.changedNow
    setNote(isTyping() ? `${who} ${words.keptTyping}` : who)
  })
  useEffect(() => arrived(), [row.version, change])
  useEffect(() => {
    if (note === null) return
    const timer = setTimeout(() => setNote(null), SHOWN)
    return () => clearTimeout(timer)
  }, [note])
  return (
    <p role="status" className="text-meta text-fg-2">
      {note !== null && (
        <span className="mt-1.5 flex items-start gap-1.5">
          <Icon name="refresh-cw" size={12} className="mt-0.5 shrink-0" />
          {note}
        </span>
      )}
    </p>
  )
}
