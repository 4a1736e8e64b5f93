/** Columns a person keeps closed, by view, on this device. Stages aside of the work (lost, cancelled, waiting) start closed. */
import { useState } from 'react'
import { type StagePlan } from '../../meta/plan'

const keyOf = (view: string) => `nexus.collapsed.${view}`

function read(view: string, stages: readonly StagePlan[]): ReadonlySet<string> {
  const kept = localStorage.getItem(keyOf(view))
  if (kept !== null) return new Set(kept.split(',').filter(Boolean))
  const isAside = (stage: StagePlan) =>
    stage.kind === 'lost' || stage.kind === 'cancelled' || stage.glyph === 'pause'
  return new Set(stages.filter(isAside).map((stage) => stage.key))
}

export function useCollapsed(
  view: string,
  stages: readonly StagePlan[],
): [ReadonlySet<string>, (stage: string) => void] {
  const [collapsed, setCollapsed] = useState(() => read(view, stages))
  return [
    collapsed,
    (stage) => {
      const next = new Set(collapsed)
      if (!next.delete(stage)) next.add(stage)
      localStorage.setItem(keyOf(view), [...next].join(','))
      setCollapsed(next)
    },
  ]
}
