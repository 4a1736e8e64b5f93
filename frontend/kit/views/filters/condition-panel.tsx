/** The inside of a chip's popover: the condition, applied as it is edited. Loaded when first opened. */
import { useEffect, useEffectEvent } from 'react'
import { type FieldPlan } from '../../meta/plan'
import { type Condition, operandsOf } from './condition'
import { ConditionEditor } from './condition-editor'
import { useDraftCondition } from './use-draft-condition'

interface ConditionPanelProps {
  field: FieldPlan
  condition: Condition
  onApply: (condition: Condition) => void
  /** Left with nothing chosen: there is no condition any more. */
  onClear?: () => void
  onDone: () => void
}

export function ConditionPanel({
  field,
  condition,
  onApply,
  onClear,
  onDone,
}: ConditionPanelProps) {
  const { draft, setDraft, flush } = useDraftCondition(field, condition, onApply)
  const leave = useEffectEvent(() => {
    const isEmptied =
      operandsOf(draft.operator) === null &&
      draft.operands.length === 0 &&
      condition.operands.length > 0
    if (isEmptied) onClear?.()
    else flush()
  })
  // Closed before the pause was over: what is whole counts all the same.
  useEffect(() => () => leave(), [])
  return (
    <ConditionEditor
      field={field}
      condition={draft}
      onChange={setDraft}
      onDone={() => {
        flush()
        onDone()
      }}
    />
  )
}
