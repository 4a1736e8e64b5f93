import { useNavigation } from '@kit/client/navigation'
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan } from '@kit/meta/plan'
import { Menu, MenuItem } from '@kit/ui/menu'
import { type ReactElement } from 'react'
import { trashHref } from '../addresses'
import { trashMessages } from './trash-messages'

export function ViewMenuItems({ entity, trigger }: { entity: EntityPlan; trigger: ReactElement }) {
  const words = useMessages(trashMessages)
  const { go } = useNavigation()
  return (
    <Menu trigger={trigger} defaultOpen>
      <MenuItem icon="trash-2" onSelect={() => go(trashHref(entity.plural))}>
        {words.trash}
      </MenuItem>
    </Menu>
  )
}
