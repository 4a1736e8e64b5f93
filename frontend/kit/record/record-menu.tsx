/** What can be done with a record besides changing its fields. */
import { useMessages } from '../i18n/locale-context'
import { IconButton } from '../ui/icon-button'
import { Menu, MenuItem } from '../ui/menu'
import { changeMessages } from './change-messages'

export function RecordMenu({ onRemove }: { onRemove: () => void }) {
  const words = useMessages(changeMessages)
  return (
    <Menu trigger={<IconButton icon="ellipsis" label={words.more} />}>
      <MenuItem icon="trash-2" danger onSelect={onRemove}>
        {words.remove}
      </MenuItem>
    </Menu>
  )
}
