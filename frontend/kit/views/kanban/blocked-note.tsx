/** What stands between the carried card and this column, said before the drop. */
import { useId } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type StagePlan } from '../../meta/plan'
import { type MoveVerdict } from '../../record/move-verdict'
import { recordMessages } from '../../record/record-messages'
import { Icon } from '../../ui/icon'

interface BlockedNoteProps {
  verdict: Extract<MoveVerdict, { kind: 'missing' | 'refused' }>
  from: StagePlan | undefined
  to: StagePlan
}

export function BlockedNote({ verdict, from, to }: BlockedNoteProps) {
  const words = useMessages(recordMessages)
  const id = useId()
  const refused = verdict.kind === 'refused'
  const confirms = verdict.kind === 'missing' && verdict.missing.length === 0
  const title = refused
    ? words.moveRefused(from?.label ?? '', to.label)
    : confirms
      ? words.confirmFor(to.label)
      : words.missingFor(to.label)
  return (
    <section
      aria-labelledby={id}
      data-slot="blocked-note"
      className="pointer-events-none absolute inset-x-2 top-15 z-3 rounded-card bg-raised p-3 shadow-pop"
    >
      <h3
        id={id}
        className={`flex items-center gap-2 font-semibold ${confirms ? 'text-fg' : 'text-bad'}`}
      >
        <Icon name={confirms ? 'circle-alert' : 'lock'} />
        <span className="min-w-0">{title}</span>
      </h3>
      {verdict.kind === 'missing' && (
        <ul className="mt-2 flex flex-col gap-1 empty:hidden">
          {verdict.missing.map((field) => (
            <li key={field.name} className="flex items-center gap-1.5">
              <Icon name="x" size={14} className="text-bad" />
              {field.label}
            </li>
          ))}
          {verdict.filled.map((field) => (
            <li key={field.name} className="flex items-center gap-1.5 text-fg-2">
              <Icon name="check" size={14} className="text-ok" />
              {field.label}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 text-meta text-fg-2">
        {refused
          ? verdict.reachable.length > 0
            ? words.moveInstead(verdict.reachable.map((stage) => stage.label).join(', '))
            : words.moveNowhere
          : words.dropToFill}
      </p>
    </section>
  )
}
