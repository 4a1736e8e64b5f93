/** The activity of a record: write on top, read below. Which sources there are is told by the entities that hang on it. */
import { useMemo, useState } from 'react'
import { type ActivityEntry } from '../../client/activity'
import { useModel } from '../../client/model'
import { type EntityPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { ActivityFeed } from './activity-feed'
import { Composer } from './composer'
import { composeSources } from './sources'

interface ActivityBlockProps {
  entity: EntityPlan
  row: Row
  can: { update: boolean; move: boolean }
}

export function ActivityBlock({ entity, row, can }: ActivityBlockProps) {
  const model = useModel()
  const sources = useMemo(() => composeSources(model, entity), [model, entity])
  const [pending, setPending] = useState<ActivityEntry | null>(null)
  return (
    <>
      {sources.length > 0 && (
        <Composer key={row.id} entity={entity} row={row} sources={sources} onPending={setPending} />
      )}
      <ActivityFeed entity={entity} row={row} can={can} pending={pending} />
    </>
  )
}
