/** What a line offers when its value was not saved: try again, go back, or choose between two people's values. */
import { useId } from 'react'
import { type FieldContext } from '../fields/contract'
import { FieldValue } from '../fields/field-value'
import { fieldKinds } from '../fields/registry'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type FieldPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { FormField } from './form-field'
import { recordMessages } from './record-messages'
import { type Companion, type FieldSave, type FieldSaver } from './use-field-save'

export function FailedActions({
  field,
  stored,
  saver,
}: {
  field: FieldPlan
  stored: unknown
  saver: FieldSaver
}) {
  const words = useMessages(recordMessages)
  const context = useLocale()
  const before = fieldKinds.get(field.editor)?.format(stored ?? null, field, context) ?? ''
  return (
    <div className="mt-1.5 flex flex-wrap gap-1.5">
      {saver.state.kind === 'failed' && saver.state.canRetry && (
        <Button size="small" icon="refresh-cw" onClick={saver.retry}>
          {words.retry}
        </Button>
      )}
      <Button size="small" variant="ghost" className="max-w-full truncate" onClick={saver.cancel}>
        {before === '' ? words.revertEmpty : words.revert(before)}
      </Button>
    </div>
  )
}

interface CompanionsProps {
  also: readonly Companion[]
  context: FieldContext
  saver: FieldSaver
}

/** The other fields the refusal asks for, filled here; one press saves all of them. */
export function Companions({ also, context, saver }: CompanionsProps) {
  const words = useMessages(recordMessages)
  const id = useId()
  const first = also.find((one) => one.error !== null)
  return (
    <div className="mt-2 flex flex-col gap-2.5">
      {also.map((one) => (
        <FormField
          key={one.field.name}
          id={`${id}-${one.field.name}`}
          field={one.field}
          value={one.value}
          context={context}
          required={false}
          error={one.error}
          autoFocus={one === first}
          onChange={(value) => saver.changeAlso(one.field.name, value)}
          onLeave={() => undefined}
          onCommit={saver.commit}
        />
      ))}
      <Button size="small" variant="primary" className="self-start" onClick={saver.commit}>
        {words.save}
      </Button>
    </div>
  )
}

interface ConflictNoteProps {
  field: FieldPlan
  row: Row
  state: Extract<FieldSave, { kind: 'conflict' }>
  saver: FieldSaver
}

export function ConflictNote({ field, row, state, saver }: ConflictNoteProps) {
  const words = useMessages(recordMessages)
  const context = useLocale()
  const line = (label: string, value: unknown) => (
    <div className="flex min-w-0 items-center gap-2">
      <dt className="w-10 shrink-0 text-fg-2">{label}</dt>
      <dd className="flex min-w-0">
        <FieldValue
          field={field}
          row={{ ...row, [field.name]: value }}
          context={context}
          place="panel"
        />
      </dd>
    </div>
  )
  return (
    <div role="alert" className="my-1 flex flex-col gap-2 rounded-control bg-warn-soft p-2.5">
      <p className="flex items-center gap-2 font-semibold">
        <Icon name="git-compare-arrows" className="text-warn-text" />
        {words.conflict(field.label)}
      </p>
      <dl className="flex flex-col gap-1">
        {line(words.theirs, state.theirs)}
        {line(words.yours, state.yours)}
      </dl>
      <div className="flex flex-wrap gap-1.5">
        <Button size="small" variant="primary" onClick={saver.keepMine}>
          {words.keepMine}
        </Button>
        <Button size="small" onClick={saver.useTheirs}>
          {words.useTheirs}
        </Button>
      </div>
    </div>
  )
}
