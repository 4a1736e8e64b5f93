/** Where something is written about a record: a tab for each kind, its text, the few fields it needs. Ctrl+Enter saves. */
import { type KeyboardEvent, useId } from 'react'
import { type ActivityEntry } from '../../client/activity'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type EntityPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { FieldError } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { usePhone } from '../../views/use-phone'
import { FormField } from '../form-field'
import { activityMessages } from './activity-messages'
import { isBlank, isNeeded, type Source } from './sources'
import { useComposer } from './use-composer'

interface ComposerProps {
  entity: EntityPlan
  row: Row
  sources: readonly Source[]
  onPending: (entry: ActivityEntry | null) => void
}

export function Composer({ entity, row, sources, onPending }: ComposerProps) {
  const words = useMessages(activityMessages)
  const context = useLocale()
  const phone = usePhone()
  const id = useId()
  const composer = useComposer(entity, row, sources, onPending)
  const source = sources.find((one) => one.key === composer.tab)
  if (!source) return null
  const isOpen = !isBlank(composer.typed) || composer.fault !== null
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    void composer.save()
  }
  return (
    <section
      aria-label={words.write}
      data-slot="composer"
      className="group/composer rounded-card border border-line-input bg-surface focus-within:border-focus focus-within:ring-1 focus-within:ring-focus"
    >
      <div role="presentation" onKeyDown={keys}>
        <KindTabs id={id} sources={sources} value={source.key} onChange={composer.choose} />
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${source.key}`}>
          <textarea
            value={composer.typed.text}
            aria-label={source.label}
            aria-invalid={composer.fault !== null || undefined}
            aria-describedby={composer.fault === null ? undefined : `${id}-fault`}
            placeholder={words.placeholder(phone ? '' : 'Ctrl + Enter')}
            maxLength={source.feed.details ? undefined : (source.text.max_length ?? undefined)}
            onChange={(event) => composer.write(event.target.value)}
            className="field-sizing-content block max-h-80 min-h-9 w-full resize-none bg-transparent px-3 py-1.5 text-ui text-fg outline-none placeholder:text-fg-3 max-md:text-section"
          />
          {composer.fault !== null && (
            <FieldError id={`${id}-fault`} className="px-3 pb-1.5">
              {composer.fault}
            </FieldError>
          )}
          <div
            className={cn(
              'border-t border-line px-3 py-2.5',
              !isOpen && !source.asked.some(isNeeded) && 'hidden group-focus-within/composer:block',
            )}
          >
            {source.asked.length > 0 && (
              <div
                key={source.key}
                className="mb-2.5 grid gap-x-3 gap-y-2.5 md:grid-cols-[repeat(auto-fit,minmax(11rem,1fr))]"
              >
                {source.asked.map((field) => (
                  <FormField
                    key={field.name}
                    id={`${id}-${source.key}-${field.name}`}
                    field={field}
                    value={composer.valueOf(field)}
                    context={context}
                    required={isNeeded(field)}
                    error={composer.faults[field.name] ?? null}
                    onChange={(value) => composer.set(field, value)}
                    onLeave={() => undefined}
                    onCommit={() => undefined}
                  />
                ))}
              </div>
            )}
            <div className="flex items-center justify-end gap-2">
              {isOpen && <span className="mr-auto text-meta text-fg-3">{words.draftKept}</span>}
              {isOpen && (
                <Button variant="ghost" onClick={composer.clear}>
                  {words.clear}
                </Button>
              )}
              <Button variant="primary" shortcut="Ctrl ↵" onClick={() => void composer.save()}>
                {words.save}
              </Button>
            </div>
          </div>
        </div>
      </div>
    </section>
  )
}

interface KindTabsProps {
  id: string
  sources: readonly Source[]
  value: string
  onChange: (key: string) => void
}

function KindTabs({ id, sources, value, onChange }: KindTabsProps) {
  const phone = usePhone()
  const words = useMessages(activityMessages)
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const index = sources.findIndex((one) => one.key === value)
    const to = {
      ArrowRight: index + 1,
      ArrowLeft: index - 1,
      Home: 0,
      End: sources.length - 1,
    }[event.key]
    const next = to === undefined ? undefined : sources[(to + sources.length) % sources.length]
    if (!next) return
    event.preventDefault()
    onChange(next.key)
    document.getElementById(`${id}-tab-${next.key}`)?.focus()
  }
  return (
    <div
      role="tablist"
      aria-label={words.write}
      onKeyDown={move}
      className={cn('flex gap-0.5 p-1.5 pb-0.5', phone ? 'overflow-x-auto' : 'flex-wrap')}
    >
      {sources.map((one) => (
        <button
          key={one.key}
          type="button"
          role="tab"
          id={`${id}-tab-${one.key}`}
          aria-controls={`${id}-panel`}
          aria-selected={one.key === value}
          tabIndex={one.key === value ? 0 : -1}
          onClick={() => onChange(one.key)}
          className="flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 font-medium whitespace-nowrap text-fg-2 -outline-offset-2 hover:bg-hover hover:text-fg aria-selected:bg-hover aria-selected:text-fg max-md:h-10 max-md:px-3"
        >
          <Icon name={one.icon} />
          {one.label}
        </button>
      ))}
    </div>
  )
}
