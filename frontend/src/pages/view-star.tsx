/** The star beside the name of a view: in the favourites of the menu, or not. */
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { IconButton } from '@kit/ui/icon-button'
import { toast } from '@kit/ui/toaster'
import { useQueryClient } from '@tanstack/react-query'
import { viewWords } from './view-words'

interface ViewStarProps {
  entity: EntityPlan
  view: ViewPlan
  className?: string
}

export function ViewStar({ entity, view, className }: ViewStarProps) {
  const words = useMessages(viewWords)
  const client = useQueryClient()
  const isPinned = view.pinned ?? false
  const press = async () => {
    try {
      const { chooseNow } = await import('./view-choice')
      await chooseNow(client, entity.name, view.key, { pinned: !isPinned })
    } catch {
      toast({ text: words.choiceFailed, tone: 'bad' })
    }
  }
  return (
    <IconButton
      icon="star"
      label={isPinned ? words.unpin : words.pin}
      onClick={() => void press()}
      className={`${className ?? ''} ${isPinned ? 'text-warn [&>svg]:fill-current' : ''}`}
    />
  )
}
