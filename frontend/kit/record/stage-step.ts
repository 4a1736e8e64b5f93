/** Where a stage is on the way of a record: behind it, and whether the record ever was there, or ahead. */
import { type StagePlan } from '../meta/plan'
import { type PathStep } from '../ui/path-bar'

/** `stays` are the seconds in each stage the record left: a stage that is not among them was passed over. */
export function stepState(
  stage: StagePlan,
  current: StagePlan | undefined,
  stays: Readonly<Record<string, number>>,
): PathStep['state'] {
  if (stage.key === current?.key) return 'now'
  const isBehind =
    current?.kind !== 'lost' &&
    current?.kind !== 'cancelled' &&
    stage.kind === 'open' &&
    stage.glyph !== 'pause' &&
    stage.index < (current?.index ?? 0)
  if (!isBehind) return 'next'
  return stays[stage.key] === undefined ? 'skipped' : 'done'
}
