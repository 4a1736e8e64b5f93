/** A condition while it is edited: what is whole is applied after a pause, and at once when the person is done. */
import { useEffect, useEffectEvent, useState } from 'react'
import { type FieldPlan } from '../../meta/plan'
import { type Condition, isComplete } from './condition'
import { settled } from './field-family'
import { conditionText } from './print'

const PAUSE = 300

interface DraftCondition {
  draft: Condition
  setDraft: (draft: Condition) => void
  /** Applies what is whole now. */
  flush: () => void
}

export function useDraftCondition(
  field: FieldPlan,
  start: Condition,
  onApply: (condition: Condition) => void,
): DraftCondition {
  const [draft, setDraft] = useState(start)
  const [applied, setApplied] = useState(() => conditionText(start))
  const flush = () => {
    const whole = settled(field, draft)
    const text = conditionText(whole)
    if (!isComplete(draft) || text === applied) return
    setApplied(text)
    onApply(whole)
  }
  const apply = useEffectEvent(flush)
  useEffect(() => {
    const timer = setTimeout(() => apply(), PAUSE)
    return () => clearTimeout(timer)
  }, [draft])
  return { draft, setDraft, flush }
}
