/** One line of the attribute panel. A press or Enter edits in its place; leaving saves, Escape puts the old value back. */
import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
} from 'react'
import { KitLink, useNavigation } from '../client/navigation'
import { FieldEditor, prepareEditor, usePreparedEditors } from '../fields/field-editor'
import { fieldMessages } from '../fields/field-messages'
import { FieldValue } from '../fields/field-value'
import { isMirror, titleText } from '../fields/reference'
import { fieldKinds } from '../fields/registry'
import { otherZone } from '../fields/zone-note'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type EntityPlan, type FieldPlan } from '../meta/plan'
import { type AnyRef, type RecordRef, type Row } from '../meta/wire'
import { cn } from '../ui/cn'
import { FieldError } from '../ui/field'
import { Icon } from '../ui/icon'
import { iconButtonStyle } from '../ui/icon-button'
import { PanelLine } from '../ui/side-panel'
import { tip } from '../ui/tooltip'
import { Companions, ConflictNote, FailedActions } from './attribute-problems'
import { recordMessages } from './record-messages'
import { useFieldSave } from './use-field-save'

/** The focused element went away; a panel may have caught its focus. */
const isFocusLost = () =>
  document.activeElement === null ||
  document.activeElement === document.body ||
  document.activeElement.matches('[role=dialog]')

const NONE: readonly FieldPlan[] = []

export interface AttributeProps {
  entity: EntityPlan
  field: FieldPlan
  row: Row
  canUpdate: boolean
  canMove: boolean
  /** Stage fields change by moving. */
  onMove: (field: FieldPlan) => void
  /** The section's title already names it: the label is not repeated. */
  alone?: boolean
}

export function Attribute({
  entity,
  field,
  row,
  canUpdate,
  canMove,
  onMove,
  alone,
}: AttributeProps) {
  const words = useMessages(recordMessages)
  const kit = useMessages(fieldMessages)
  const context = useLocale()
  const id = useId()
  const shown = useRef<HTMLButtonElement>(null)
  const saver = useFieldSave(entity, row, field)
  const { state } = saver
  const open = state.kind === 'editing' || state.kind === 'failed'
  const wasOpen = useRef(false)
  useEffect(() => {
    // The keyboard goes on from where it was, unless the person already went elsewhere.
    if (wasOpen.current && !open && isFocusLost()) shown.current?.focus()
    wasOpen.current = open
  }, [open])
  const failed = state.kind === 'failed'
  useEffect(() => {
    // Back to what the server refused; a field it asks for takes the focus by itself.
    if (failed && isFocusLost()) document.getElementById(id)?.focus()
  }, [failed, id])

  const zone = open && field.editor === 'datetime' ? otherZone(context) : null
  const isStage = field.pipeline !== null
  const canEdit = field.access === 'editable' && !isMirror(field) && (isStage ? canMove : canUpdate)
  usePreparedEditors(canEdit && !isStage ? [field] : NONE)
  const kind = fieldKinds.get(field.editor)
  const isEmpty = kind?.isEmpty(row[field.name]) ?? false
  const value = <FieldValue field={field} row={row} context={context} place="panel" />
  const leave = (event: FocusEvent<HTMLElement>) => {
    const target = event.target
    const typed = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    if (
      typed &&
      event.currentTarget.contains(target) &&
      !event.currentTarget.contains(event.relatedTarget)
    )
      saver.commit()
  }
  const giveUp = (event: KeyboardEvent<HTMLElement>) => {
    const inside = event.target instanceof Node && event.currentTarget.contains(event.target)
    if (event.key !== 'Escape' || !inside || !open) return
    event.stopPropagation()
    saver.cancel()
  }
  const error = open ? state.error : null
  return (
    <Line field={field} alone={alone}>
      {open ? (
        <div
          role="presentation"
          data-unsaved=""
          onBlur={leave}
          onKeyDown={giveUp}
          className="py-0.5"
        >
          <FieldEditor
            id={id}
            value={state.value}
            field={field}
            context={context}
            size="cell"
            autoFocus={state.kind === 'editing'}
            invalid={error !== null}
            describedBy={error === null ? undefined : `${id}-error`}
            onChange={saver.change}
            onCommit={saver.commit}
            onCancel={saver.cancel}
          />
          {zone && <p className="mt-1 text-meta text-fg-3">{kit.zone(zone)}</p>}
          {error !== null && (
            <FieldError id={`${id}-error`} className="mt-1">
              {error}
            </FieldError>
          )}
          {state.also.length > 0 && (
            <Companions also={state.also} context={context} saver={saver} />
          )}
          {state.kind === 'failed' && (
            <FailedActions field={field} stored={row[field.name]} saver={saver} />
          )}
        </div>
      ) : state.kind === 'conflict' ? (
        <div data-unsaved="">
          <ConflictNote field={field} row={row} state={state} saver={saver} />
        </div>
      ) : (
        <span
          data-saving={state.kind === 'saving' || undefined}
          className="flex min-w-0 items-center"
        >
          {canEdit && kind ? (
            <button
              ref={shown}
              type="button"
              data-slot="attribute"
              onPointerEnter={() => prepareEditor(field.editor)}
              onFocus={() => prepareEditor(field.editor)}
              onClick={() => (isStage ? onMove(field) : saver.edit())}
              className="flex min-h-6.5 min-w-0 grow items-center gap-1.5 overflow-hidden rounded-chip px-1.5 text-left hover:bg-hover max-md:min-h-10"
            >
              <span className="sr-only">{words.edit(field.label)}:</span>
              {isEmpty && field.access !== 'masked' ? (
                <span className="text-fg-3">{words.add}</span>
              ) : (
                value
              )}
              {state.kind === 'saving' && <PendingDot label={words.saving} />}
            </button>
          ) : (
            <span className="flex min-h-6.5 min-w-0 grow items-center gap-1.5 px-1.5">
              {isEmpty && field.access !== 'masked' ? (
                <span className="text-fg-3">{words.empty}</span>
              ) : (
                value
              )}
              {field.access === 'readonly' && !isEmpty && (
                <span {...tip(kit.readonly)}>
                  <Icon name="lock" size={12} className="text-fg-3" />
                  <span className="sr-only">{kit.readonly}</span>
                </span>
              )}
            </span>
          )}
          {!isEmpty && <OpenLink field={field} value={row[field.name]} />}
        </span>
      )}
    </Line>
  )
}

function Line({
  field,
  alone,
  children,
}: {
  field: FieldPlan
  alone?: boolean
  children: ReactNode
}) {
  if (alone) {
    return (
      <div className="group/line">
        <dt className="sr-only">{field.label}</dt>
        <dd className="-mx-1.5">{children}</dd>
      </div>
    )
  }
  return (
    <PanelLine icon={field.icon} label={field.label}>
      <div className="group/line">{children}</div>
    </PanelLine>
  )
}

/** Shown after 300 ms only: a fast save does not blink. */
function PendingDot({ label }: { label: string }) {
  return (
    <span
      role="status"
      className="ml-auto flex animate-[appear-late_1ms_300ms_both] items-center gap-1 text-meta text-fg-3"
    >
      <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-accent" />
      <span className="sr-only">{label}</span>
    </span>
  )
}

const POINTS = new Set(['link', 'links', 'any_link'])

/** Goes where the value points, beside the value that a press edits: a record, a page, a letter. */
function OpenLink({ field, value }: { field: FieldPlan; value: unknown }) {
  const kit = useMessages(fieldMessages)
  const context = useLocale()
  const { recordHref } = useNavigation()
  const look = cn(
    iconButtonStyle({ size: 'small' }),
    'opacity-0 group-hover/line:opacity-100 focus-visible:opacity-100 max-md:opacity-100',
  )
  const kind = fieldKinds.get(field.editor)
  const away = kind?.href?.(value)
  if (kind && away) {
    const label = kit.open(kind.format(value, field, context))
    return (
      <a
        href={away}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={label}
        className={look}
        {...tip(label)}
      >
        <Icon name="arrow-up-right" size={14} />
      </a>
    )
  }
  if (!POINTS.has(field.editor)) return null
  const first = (Array.isArray(value) ? value[0] : value) as RecordRef | AnyRef | undefined
  const entity = first && 'entity' in first ? first.entity : field.to
  if (!first || !entity || first.trashed) return null
  const label = kit.open(titleText(first.title, context))
  return (
    <KitLink
      href={recordHref(entity, first.id)}
      aria-label={label}
      className={look}
      {...tip(label)}
    >
      <Icon name="arrow-up-right" size={14} />
    </KitLink>
  )
}
