/** Name and readers of a view: for a new one, a copy, another name, other readers. */

import { useNavigation } from '@kit/client/navigation'
import { isProblem } from '@kit/client/problem'
import {
  addView,
  changeView,
  keepView,
  savedViewsQuery,
  type ViewParts,
} from '@kit/client/saved-views'
import { RadioRow } from '@kit/fields/radio-row'
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { type SavedFacts } from '@kit/meta/wire'
import { Button } from '@kit/ui/button'
import { Dialog } from '@kit/ui/dialog'
import { Field } from '@kit/ui/field'
import { useHotkey } from '@kit/ui/hotkeys'
import { Input } from '@kit/ui/input'
import { toast } from '@kit/ui/toaster'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useRef, useState } from 'react'
import { viewHref } from '../addresses'
import { tellRefusal } from './use-view-actions'
import { viewListWords } from './view-list-words'
import { discardPatch } from './view-patch'
import { RolePicks } from './view-roles'

export type ViewDialogMode =
  | { kind: 'new' | 'duplicate'; view: ViewPlan; parts: ViewParts & { kind: string } }
  | { kind: 'rename' | 'share'; view: ViewPlan }

interface ViewDialogProps {
  entity: EntityPlan
  mode: ViewDialogMode
  onClose: () => void
}

const TITLES = {
  new: 'titleNew',
  duplicate: 'titleDuplicate',
  rename: 'titleRename',
  share: 'titleShare',
} as const

export function ViewDialog({ entity, mode, onClose }: ViewDialogProps) {
  const words = useMessages(viewListWords)
  const client = useQueryClient()
  const { go } = useNavigation()
  const aside = useQuery({ ...savedViewsQuery, enabled: false }).data
  const isNew = mode.kind === 'new' || mode.kind === 'duplicate'
  const known = isNew ? undefined : mode.view.saved
  const [label, setLabel] = useState(
    mode.kind === 'new' ? '' : isNew ? words.copyOf(mode.view.label) : mode.view.label,
  )
  const [scope, setScope] = useState<SavedFacts['scope']>(known?.scope ?? 'personal')
  const [roles, setRoles] = useState<string[]>(known?.roles ?? [])
  const [faults, setFaults] = useState<{ label?: string; roles?: string }>({})
  const [isBusy, setBusy] = useState(false)
  const [attempt] = useState(() => crypto.randomUUID())
  const name = useRef<HTMLInputElement>(null)
  const form = useId()
  const canShare = (aside?.can_share ?? false) && mode.kind !== 'rename'
  const isNamed = mode.kind !== 'share'

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const missing = {
      label: label.trim() ? undefined : words.nameMissing,
      roles: scope === 'role' && roles.length === 0 ? words.rolesMissing : undefined,
    }
    setFaults(missing)
    if (missing.label) name.current?.focus()
    if (missing.label || missing.roles || isBusy) return
    const facts = {
      ...(isNamed ? { label: label.trim() } : {}),
      ...(canShare ? { scope, roles: scope === 'role' ? roles : [] } : {}),
    }
    setBusy(true)
    try {
      const view = isNew
        ? await addView(entity.name, { label: label.trim(), ...mode.parts, ...facts }, attempt)
        : await changeView(mode.view.key, known?.version ?? 0, facts)
      keepView(client, view)
      toast({ text: words.saved(view.label), tone: 'ok' })
      onClose()
      if (!isNew) return
      if (mode.kind === 'new') discardPatch(mode.view.key)
      go(viewHref(entity.plural, view.key.slice(entity.name.length + 1)))
    } catch (error) {
      const problem = isProblem(error) ? error : null
      const found = {
        label: problem?.of('label')[0]?.message,
        roles: problem?.of('roles')[0]?.message,
      }
      setFaults(found)
      if (!found.label && !found.roles) tellRefusal(client, error, words.failedTo)
    } finally {
      setBusy(false)
    }
  }
  const body = useRef<HTMLFormElement>(null)
  useHotkey(
    { keys: 'mod+Enter', label: words.save, group: words[TITLES[mode.kind]], whileTyping: true },
    () => body.current?.requestSubmit(),
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={words[TITLES[mode.kind]]}
      description={isNamed ? undefined : mode.view.label}
      initialFocus={isNamed ? name : undefined}
      footer={
        <>
          <Button size="form" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button size="form" variant="primary" type="submit" form={form} busy={isBusy}>
            {words.save}
          </Button>
        </>
      }
    >
      <form
        ref={body}
        id={form}
        noValidate
        onSubmit={(event) => void submit(event)}
        className="grid gap-4"
      >
        {isNamed && (
          <Field label={words.name} required error={faults.label}>
            {(control) => (
              <Input
                {...control}
                ref={name}
                value={label}
                maxLength={80}
                autoComplete="off"
                onChange={(event) => setLabel(event.target.value)}
              />
            )}
          </Field>
        )}
        {canShare && (
          <Field label={words.whoSees} help={words.whoSeesHelp}>
            {(control) => (
              <RadioRow
                id={control.id}
                describedBy={control['aria-describedby']}
                label={words.whoSees}
                value={scope}
                onChange={setScope}
                onPick={setScope}
                items={[
                  { key: 'personal' as const, label: words.onlyMe },
                  { key: 'role' as const, label: words.someRoles },
                  { key: 'clinic' as const, label: words.everybody },
                ]}
                draw={(item) => item.label}
                className="grid gap-1.5"
                itemClassName="flex min-h-(--control-form) items-center rounded-control border border-line-input px-3 py-1 text-left text-fg hover:bg-hover aria-checked:border-accent aria-checked:bg-accent-soft aria-checked:font-medium aria-checked:text-accent-text max-md:min-h-11"
              />
            )}
          </Field>
        )}
        {canShare && scope === 'role' && (
          <RolePicks
            label={words.roles}
            roles={aside?.roles ?? []}
            value={roles}
            error={faults.roles}
            onChange={setRoles}
          />
        )}
      </form>
    </Dialog>
  )
}
