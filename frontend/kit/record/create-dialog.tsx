/** Creating a record: sections, required marks, faults under fields and in a summary, duplicates found, the card as it will look. */
import { lazy, Suspense, useId, useMemo, useState } from 'react'
import { useLocale, useMessages } from '../i18n/locale-context'
import { formatMoment } from '../meta/format'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type Row } from '../meta/wire'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { Dialog } from '../ui/dialog'
import { ErrorBoundary } from '../ui/error-card'
import { useHotkey } from '../ui/hotkeys'
import { Icon } from '../ui/icon'
import { usePhone } from '../views/use-phone'
import { FormSections, SectionNav, withDuplicates } from './create-form-parts'
import { createMessages } from './create-messages'
import { askedFields, formSections } from './create-sections'
import { FaultSummary } from './fault-summary'
import { LeaveDialog } from './leave-dialog'
import { recordMessages } from './record-messages'
import { useCreate } from './use-create'
import { useDefaults } from './use-defaults'
import { isLookedUp, useDuplicates } from './use-duplicates'

const CreatePreview = lazy(() =>
  import('./create-preview').then((module) => ({ default: module.CreatePreview })),
)

export interface CreateDialogProps {
  entity: EntityPlan
  open: boolean
  /** In place of "Criar lead": the words of the button that opened it. */
  title?: string
  defaults?: Partial<Row>
  onClose: () => void
  onCreated?: (row: Row) => void
}

const NOTHING_GIVEN: Partial<Row> = {}

export function CreateDialog(props: CreateDialogProps) {
  return props.open ? <CreateForm {...props} /> : null
}

function CreateForm({
  entity,
  title,
  defaults = NOTHING_GIVEN,
  onClose,
  onCreated,
}: CreateDialogProps) {
  const words = useMessages(recordMessages)
  const create = useMessages(createMessages)
  const context = useLocale()
  const phone = usePhone()
  const formId = useId()
  const fields = useMemo(() => askedFields(entity, defaults), [entity, defaults])
  const sections = useMemo(
    () => formSections(entity, fields, create.others),
    [entity, fields, create.others],
  )
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
  const idOf = (field: FieldPlan) => `${formId}-${field.name}`
  const goTo = (field: FieldPlan) => document.getElementById(idOf(field))?.focus()
  const form = useCreate({
    entity,
    fields,
    given: defaults,
    isRequired,
    goTo,
    onDone: (row) => (onCreated ? onCreated(row) : onClose()),
  })
  const { draft } = form
  const start = useDefaults(entity.fields, defaults)
  const uniques = useMemo(() => fields.filter(isLookedUp), [fields])
  const duplicates = useDuplicates(entity, uniques, draft.values)
  const [leaving, setLeaving] = useState(false)
  const [again, setAgain] = useState(false)
  const close = () => (draft.dirty ? setLeaving(true) : onClose())
  useHotkey(
    { keys: 'mod+Enter', label: words.save, group: entity.label, whileTyping: true },
    () => void form.save(again),
    !leaving,
  )
  const pipeline = entity.pipelines[0]
  const hasAside = !phone && ((pipeline && entity.layout('card')) || uniques.length > 0)
  const hasNav = !phone && sections.length > 2
  const action = title ?? words.create(entity.label.toLocaleLowerCase(context.locale))
  return (
    <Dialog
      open
      size={hasAside || hasNav ? 'page' : 'wide'}
      onClose={close}
      title={action}
      description={
        <>
          {words.requiredFields} <span className="text-bad">*</span> {words.requiredLegend}
        </>
      }
      footer={
        <>
          <label className="max-md:mr-auto flex cursor-pointer items-center gap-2 text-fg-2">
            <input
              type="checkbox"
              checked={again}
              onChange={(event) => setAgain(event.target.checked)}
              className="size-4 accent-(--accent)"
            />
            {words.createAnother}
          </label>
          <span aria-live="polite" className="mr-auto text-meta text-fg-3 max-md:sr-only">
            {form.isKept && create.kept}
          </span>
          <Button size="form" onClick={close} className="max-md:hidden">
            {words.cancel}
          </Button>
          <Button
            size="form"
            variant="primary"
            shortcut="Ctrl ↵"
            busy={form.busy}
            onClick={() => void form.save(again)}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className={cn('flex items-start', (hasAside || hasNav) && 'gap-6')}>
        {hasNav && <SectionNav sections={sections} faultOf={draft.errorOf} onGo={goTo} />}
        <div className="flex min-w-0 grow flex-col gap-4">
          {form.restoredAt && (
            <p
              role="status"
              className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control bg-surface-2 px-3 py-2 text-fg-2"
            >
              <Icon name="clock" />
              {create.restored(
                formatMoment(form.restoredAt, context).toLocaleLowerCase(context.locale),
              )}
              <Button size="small" onClick={form.startOver} className="ml-auto">
                {create.startOver}
              </Button>
            </p>
          )}
          <FaultSummary
            faults={withDuplicates(form.summary, uniques, duplicates, create)}
            onGo={goTo}
          />
          <FormSections
            key={form.round}
            entity={entity}
            sections={sections}
            idOf={idOf}
            draft={draft}
            duplicates={duplicates}
            isRequired={isRequired}
          />
        </div>
        {hasAside && (
          <aside className="sticky top-0 flex w-63 shrink-0 flex-col gap-3.5 max-lg:hidden">
            {pipeline && entity.layout('card') && (
              <ErrorBoundary name="preview" resetKey={entity.name} fallback={() => null}>
                <Suspense fallback={null}>
                  <CreatePreview
                    entity={entity}
                    pipeline={pipeline}
                    values={{ ...start, ...draft.values }}
                  />
                </Suspense>
              </ErrorBoundary>
            )}
            {uniques.length > 0 && (
              <p className="flex gap-2.5 rounded-control bg-surface-2 px-3 py-2.5 text-meta text-fg-2">
                <Icon name="copy-check" className="mt-px shrink-0" />
                {create.looking(uniques.map((field) => field.label).join(', '))}
              </p>
            )}
          </aside>
        )}
      </div>
      {leaving && (
        <LeaveDialog
          onStay={() => setLeaving(false)}
          onLeave={() => {
            form.forget()
            onClose()
          }}
          onKeep={() => {
            form.keep()
            onClose()
          }}
        />
      )}
    </Dialog>
  )
}
