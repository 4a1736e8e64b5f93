/** A saved view that is not there: thrown away, no longer shared with this person, or not loaded. */
import { keys } from '@kit/client/data'
import { useNavigation } from '@kit/client/navigation'
import { savedViewsQuery } from '@kit/client/saved-views'
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan } from '@kit/meta/plan'
import { Button } from '@kit/ui/button'
import { EmptyState } from '@kit/ui/empty-state'
import { ProblemCard } from '@kit/ui/error-card'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { viewHref } from '../addresses'
import { viewListWords } from './view-list-words'

export function ViewGonePage({ entity }: { entity: EntityPlan }) {
  const words = useMessages(viewListWords)
  const client = useQueryClient()
  const { go } = useNavigation()
  const aside = useQuery({ ...savedViewsQuery, enabled: false })
  if (aside.isError && !aside.data)
    return (
      <ProblemCard
        error={aside.error}
        title={words.failed}
        onRetry={() => void client.refetchQueries({ queryKey: keys.views })}
      />
    )
  return (
    <>
      <h1 className="sr-only">{entity.labelPlural}</h1>
      <EmptyState
        icon="circle-dashed"
        title={words.gone}
        actions={
          <Button
            variant="primary"
            onClick={() => go(viewHref(entity.plural, entity.defaultView?.slug), { replace: true })}
          >
            {words.openOther(entity.defaultView?.label ?? entity.labelPlural)}
          </Button>
        }
      >
        {words.goneWhy}
      </EmptyState>
    </>
  )
}
