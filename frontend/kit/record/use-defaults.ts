/** Values a new record starts with: what the caller gives, then the defaults of the fields. */
import { useState } from 'react'
import { useSession } from '../client/session'
import { useLocale } from '../i18n/locale-context'
import { type FieldPlan } from '../meta/plan'
import { type Row } from '../meta/wire'

/** Defaults a person sees before saving; the server fills the rest the same way. */
export function useDefaults(
  fields: readonly FieldPlan[],
  given: Partial<Row>,
): Record<string, unknown> {
  const { member } = useSession()
  const { now } = useLocale()
  const [start] = useState(() => {
    const meanings: Record<string, unknown> = {
      $me: { id: member.id, title: member.name },
      $now: now().toISOString(),
      $unit: member.units[0] ? { id: member.units[0].id, title: member.units[0].name } : null,
    }
    const own = fields.map((field) => {
      const text = field.default
      const isWord = typeof text === 'string' && text.startsWith('$')
      return [field.name, isWord ? (meanings[text] ?? null) : (text ?? null)] as const
    })
    return { ...Object.fromEntries(own), ...given }
  })
  return start
}
