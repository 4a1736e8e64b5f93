/** More of a view: what is not needed at every visit. The menu itself loads on the first press or hover. */
import { kitMessages } from '@kit/i18n/kit-messages'
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan } from '@kit/meta/plan'
import { IconButton } from '@kit/ui/icon-button'
import { lazy, Suspense, useState } from 'react'

const loadItems = () => import('./view-menu-items')
const ViewMenuItems = lazy(() => loadItems().then((module) => ({ default: module.ViewMenuItems })))

export function ViewMenu({ entity }: { entity: EntityPlan }) {
  const words = useMessages(kitMessages)
  const [isWanted, setWanted] = useState(false)
  if (!entity.can.delete) return null
  const closed = (
    <IconButton
      icon="ellipsis"
      label={words.more}
      aria-haspopup="menu"
      onPointerEnter={() => void loadItems()}
      onFocus={() => void loadItems()}
      onClick={() => setWanted(true)}
    />
  )
  if (!isWanted) return closed
  return (
    <Suspense fallback={closed}>
      <ViewMenuItems entity={entity} trigger={<IconButton icon="ellipsis" label={words.more} />} />
    </Suspense>
  )
}
