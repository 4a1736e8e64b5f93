/** The stage gate: what the stage asks, filled here, then the move. Nothing changes until it is saved. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '../client/problem'
import { titleText } from '../fields/reference'
import { fieldKinds } from '../fields/registry'
import { isWide } from '../fields/wide'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan, type PipelinePlan } from '../meta/plan'
import { type ProblemItem, type Row } from '../meta/wire'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { ProblemCard } from '../ui/error-card'
import { FieldError } from '../ui/field'
import { useHotkey } from '../ui/hotkeys'
import { Icon } from '../ui/icon'
import { Skeleton } from '../ui/skeleton'
import { StageGlyph } from '../ui/stage-glyph'
import { toast } from '../ui/toaster'
import { FormField } from './form-field'
import { requiredFor } from './move-verdict'
import { recordMessages } from './record-messages'
import { atFields, fieldOf, useDraft, wordsOf } from './use-draft'
import { type Gate, type Mover } from './use-mover'
import { recordQuery } from './use-record'

interface MoveDialogProps {
  entity: EntityPlan
  pipeline: PipelinePlan
  mover: Mover
}

export function MoveDialog({ entity, pipeline, mover }: MoveDialogProps) {
  const { gate } = mover
  if (!gate) return null
  const from = String(gate.row[pipeline.field] ?? '')
  const asked = [
    ...new Set([...requiredFor(pipeline, from, gate.to), ...atFields(gate.problems).map(fieldOf)]),
  ]
  const fields = asked.flatMap((name) => entity.fieldByName.get(name) ?? [])
  const complete = fields.every((field) => field.name in gate.row)
  return (
    <GateLoader
      key={`${gate.row.id}-${gate.to.key}-${gate.problems.length}`}
      {...{ entity, pipeline, mover, gate, fields, complete }}
    />
  )
}

interface GateProps extends MoveDialogProps {
  gate: Gate
  fields: FieldPlan[]
  complete: boolean
}

/** A card carries only its own fields: the rest of what is asked is read first. */
function GateLoader({ complete, ...props }: GateProps) {
  const { data, error, refetch } = useQuery({
    ...recordQuery(props.entity, props.gate.row.id),
    enabled: !complete,
  })
  const words = useMessages(recordMessages)
  if (complete) return <GateForm {...props} row={props.gate.row} />
  if (data) return <GateForm {...props} row={{ ...props.gate.row, ...data.data }} />
  return (
    <Dialog
      open
      size="medium"
      title={words.moveTo(props.gate.to.label)}
      onClose={props.mover.closeGate}
    >
      {error ? (
        <ProblemCard error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-32" />
      )}
    </Dialog>
  )
}

function GateForm({
  entity,
  pipeline,
  mover,
  gate,
  fields,
  row,
}: Omit<GateProps, 'complete'> & { row: Row }) {
  const words = useMessages(recordMessages)
  const context = useLocale()
  const requires = new Set(requiredFor(pipeline, String(row[pipeline.field] ?? ''), gate.to))
  const draft = useDraft(
    fields,
    row,
    (field) => requires.has(field.name) || field.required,
    gate.problems,
  )
  const [general, setGeneral] = useState<ProblemItem[]>(() =>
    atFields(gate.problems).filter((item) => !fields.some((field) => field.name === fieldOf(item))),
  )
  const [busy, setBusy] = useState(false)
  const from = pipeline.stageByKey.get(String(row[pipeline.field]))
  const title = titleText(row[entity.title], context)

  const focusOn = (field: FieldPlan | undefined) =>
    field && document.getElementById(`gate-${field.name}`)?.focus()

  const save = async () => {
    if (busy) return
    const faults = draft.check()
    const first = faults[0]
    if (first) return focusOn(first.field)
    setBusy(true)
    try {
      await mover.submit(draft.changes())
    } catch (error) {
      setBusy(false)
      const rest = draft.take(error)
      setGeneral(rest)
      const refused = isProblem(error) ? atFields(error.errors).map(fieldOf) : []
      focusOn(fields.find((field) => refused.includes(field.name)))
      if (rest.length === 0 && !(error as { errors?: unknown[] }).errors?.length) {
        toast({
          text:
            error instanceof Error && error.message !== ''
              ? error.message
              : words.moveFailed(gate.to.label),
          tone: 'bad',
        })
      }
    }
  }
  useHotkey(
    { keys: 'mod+Enter', label: words.moveAndSave, group: entity.label, whileTyping: true },
    () => void save(),
  )
  const firstEmpty =
    fields.find((field) => draft.errorOf(field) !== null) ??
    fields.find((field) => fieldKinds.get(field.editor)?.isEmpty(row[field.name])) ??
    fields[0]
  return (
    <Dialog
      open
      size="medium"
      onClose={mover.closeGate}
      title={
        <span className="flex items-center gap-2.5">
          <span
            data-hue={gate.to.hue}
            className="grid size-8 place-items-center rounded-full bg-hue-soft"
          >
            <StageGlyph shape={gate.to.glyph} hue={gate.to.hue} size={16} />
          </span>
          {words.moveTo(gate.to.label)}
        </span>
      }
      description={title}
      footer={
        <>
          <span className="mr-auto text-meta text-fg-3 max-md:hidden">{words.nothingYet}</span>
          <Button size="form" onClick={mover.closeGate}>
            {words.cancel}
          </Button>
          <Button
            size="form"
            variant="primary"
            shortcut="Ctrl ↵"
            busy={busy}
            onClick={() => void save()}
          >
            {fields.length > 0 ? words.moveAndSave : words.move}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="flex min-h-9 flex-wrap items-center gap-x-2.5 gap-y-1 rounded-control bg-surface-2 px-3 py-2">
          {from && (
            <>
              <StageGlyph shape={from.glyph} hue={from.hue} />
              {from.label}
              <Icon name="arrow-right" className="text-fg-3" />
            </>
          )}
          <StageGlyph shape={gate.to.glyph} hue={gate.to.hue} />
          <b>{gate.to.label}</b>
          {(fields.length > 0 || general.length === 0) && (
            <span className="ml-auto text-meta text-fg-3">{words.asked(fields.length)}</span>
          )}
        </p>
        {general.map((item) => (
          <FieldError key={item.message}>{wordsOf(item)}</FieldError>
        ))}
        <div className="grid gap-x-3 gap-y-3.5 md:grid-cols-2">
          {fields.map((field, index) => (
            <FormField
              key={field.name}
              id={`gate-${field.name}`}
              field={field}
              value={draft.values[field.name]}
              context={context}
              required={requires.has(field.name) || field.required}
              error={draft.errorOf(field)}
              autoFocus={field === firstEmpty}
              onChange={(value) => draft.set(field, value)}
              onLeave={() => draft.left(field)}
              onCommit={() => undefined}
              className={
                isWide(field) || (fields.length % 2 === 1 && index === fields.length - 1)
                  ? 'md:col-span-2'
                  : ''
              }
            />
          ))}
        </div>
      </div>
    </Dialog>
  )
}
