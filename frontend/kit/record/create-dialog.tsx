/** Creating a record from its create layout: required marks, faults under fields and in a summary, nothing lost by mistake. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useId, useMemo, useState } from 'react'
import { createRecord } from '../client/data'
import { isProblem } from '../client/problem'
import { titleText } from '../fields/reference'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type ProblemItem, type Row } from '../meta/wire'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { useHotkey } from '../ui/hotkeys'
import { toast } from '../ui/toaster'
import { type Fault, FaultSummary } from './fault-summary'
import { fieldNames } from './field-names'
import { FormField } from './form-field'
import { LeaveDialog } from './leave-dialog'
import { recordMessages } from './record-messages'
import { useDefaults } from './use-defaults'
import { atFields, fieldOf, useDraft } from './use-draft'

export interface CreateDialogProps {
  entity: EntityPlan
  open: boolean
  defaults?: Partial<Row>
  onClose: () => void
  onCreated?: (row: Row) => void
}

export function CreateDialog(props: CreateDialogProps) {
  return props.open ? <CreateForm {...props} /> : null
}

function CreateForm({ entity, defaults = {}, onClose, onCreated }: CreateDialogProps) {
  const words = useMessages(recordMessages)
  const context = useLocale()
  const client = useQueryClient()
  const formId = useId()
  const fields = useMemo(() => {
    const named = fieldNames(entity.layout('create')?.items ?? [])
    const asked =
      named.length > 0
        ? named
        : entity.fields
            .filter((field) => field.access === 'editable' && !field.pipeline && !field.inverse)
            .map((field) => field.name)
    const required = entity.fields
      .filter((field) => field.required && field.access === 'editable' && !field.pipeline)
      .map((field) => field.name)
    return [...new Set([...asked, ...required, ...Object.keys(defaults)])].flatMap(
      (name) => entity.fieldByName.get(name) ?? [],
    )
  }, [entity, defaults])
  const stageRequires = useMemo(
    () =>
      new Set(
        entity.pipelines.flatMap(
          (pipeline) => pipeline.stageByKey.get(pipeline.initial)?.requires ?? [],
        ),
      ),
    [entity],
  )
  const isRequired = (field: FieldPlan) => field.required || stageRequires.has(field.name)
  const start = useDefaults(fields, defaults)
  const draft = useDraft(fields, start, isRequired)
  /** What the server said of no field; null until something stood in the way. */
  const [general, setGeneral] = useState<Fault[] | null>(null)
  const [busy, setBusy] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const [again, setAgain] = useState(false)
  const [attempt, setAttempt] = useState(() => crypto.randomUUID())
  const [round, setRound] = useState(0)

  const guard = useEffectEvent((event: BeforeUnloadEvent) => {
    if (draft.dirty) event.preventDefault()
  })
  useEffect(() => {
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [])

  const idOf = (field: FieldPlan) => `${formId}-${field.name}`
  const goTo = (field: FieldPlan) => document.getElementById(idOf(field))?.focus()
  const close = () => (draft.dirty ? setLeaving(true) : onClose())

  const save = async () => {
    if (busy) return
    const faults = draft.check()
    setGeneral(faults.length > 0 ? [] : null)
    if (faults[0]) return goTo(faults[0].field)
    setBusy(true)
    try {
      // Defaults that were not touched are sent too: what the person saw is what is saved.
      const filled = Object.fromEntries(
        Object.entries(draft.wire()).filter(([, value]) => value !== null),
      )
      const row = await createRecord(entity.name, filled, attempt)
      // Lists of other entities may show it too: everything on screen is read again.
      void client.invalidateQueries({ queryKey: ['data'] })
      toast({ text: words.createdToast(titleText(row[entity.title], context)), tone: 'ok' })
      setAttempt(crypto.randomUUID())
      setBusy(false)
      if (!again) return onCreated ? onCreated(row) : onClose()
      draft.reset(start)
      setGeneral(null)
      setRound(round + 1)
    } catch (error) {
      setBusy(false)
      setAttempt(crypto.randomUUID())
      refuse(error)
    }
  }
  const refuse = (error: unknown) => {
    const rest: ProblemItem[] = draft.take(error)
    const lines = rest.map((item) => ({
      key: item.path + item.code,
      text: item.message,
      field: null,
    }))
    const refused = isProblem(error) ? atFields(error.errors).map(fieldOf) : []
    const first = fields.find((field) => refused.includes(field.name))
    const reason = isProblem(error) && error.detail ? error.detail : words.notSaved
    setGeneral(lines.length > 0 || first ? lines : [{ key: 'all', text: reason, field: null }])
    if (first) goTo(first)
  }
  const summary = general && [
    ...fields.flatMap((field) => {
      const text = draft.errorOf(field)
      return text === null ? [] : [{ key: field.name, text, field }]
    }),
    ...general,
  ]

  useHotkey(
    { keys: 'mod+Enter', label: words.save, group: entity.label, whileTyping: true },
    () => void save(),
    !leaving,
  )

  return (
    <Dialog
      open
      size="wide"
      onClose={close}
      title={words.create(entity.label.toLocaleLowerCase(context.locale))}
      description={
        <>
          {words.requiredFields} <span className="text-bad">*</span> {words.requiredLegend}
        </>
      }
      footer={
        <>
          <label className="mr-auto flex cursor-pointer items-center gap-2 text-fg-2">
            <input
              type="checkbox"
              checked={again}
              onChange={(event) => setAgain(event.target.checked)}
              className="size-4 accent-(--accent)"
            />
            {words.createAnother}
          </label>
          <Button size="form" onClick={close} className="max-md:hidden">
            {words.cancel}
          </Button>
          <Button
            size="form"
            variant="primary"
            shortcut="Ctrl ↵"
            busy={busy}
            onClick={() => void save()}
          >
            {words.create(entity.label.toLocaleLowerCase(context.locale))}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FaultSummary faults={summary ?? []} onGo={goTo} />
        <div key={round} className="grid gap-x-4 gap-y-3.5 md:grid-cols-2">
          {fields.map((field, index) => (
            <FormField
              key={field.name}
              id={idOf(field)}
              field={field}
              value={draft.values[field.name]}
              context={context}
              required={isRequired(field)}
              error={draft.errorOf(field)}
              autoFocus={index === 0}
              onChange={(value) => draft.set(field, value)}
              onLeave={() => draft.left(field)}
              onCommit={() => undefined}
              className={field.editor === 'long_text' ? 'md:col-span-2' : ''}
            />
          ))}
        </div>
      </div>
      {leaving && <LeaveDialog onStay={() => setLeaving(false)} onLeave={onClose} />}
    </Dialog>
  )
}
