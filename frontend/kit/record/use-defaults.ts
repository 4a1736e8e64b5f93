/** Values a new record starts with: what the caller gives, then the defaults of the fields. */
import { useState } from 'react'
import { useSession } from '../client/session'
import { useLocale } from '../i18n/locale-context'
import { type FieldPlan } from '../meta/plan'
import { type Row, type Session } from '../meta/wire'

/** Null where a word means nothing here; the server fills it then. */
export function defaultOf(field: FieldPlan, member: Session['member'], now: Date): unknown {
  const text = field.default
  if (typeof text !== 'string' || !text.startsWith('$')) return text ?? null
  const unit = member.units[0]
  const meanings: Record<string, unknown> = {
    $me: { id: member.id, title: member.name },
    $now: now.toISOString(),
    $unit: unit ? { id: unit.id, title: unit.name } : null,
  }
  return meanings[text] ?? null
}

/** Defaults a person sees before saving; the server fills the rest the same way. */
export function useDefaults(
  fields: readonly FieldPlan[],
  given: Partial<Row>,
): Record<string, unknown> {
  const { member } = useSession()
  const { now } = useLocale()
  const [start] = useState(() => ({
    ...Object.fromEntries(
      fields.map((field) => [field.name, defaultOf(field, member, now())] as const),
    ),
    ...given,
  }))
  return start
}
