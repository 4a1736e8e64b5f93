/** What can be done with one card. Made when it is first opened: cards come and go by the dozen while scrolling. */
import { useState } from 'react'
import { useMessages } from '../../i18n/locale-context'
import { type Row } from '../../meta/wire'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem } from '../../ui/menu'
import { type GridActions } from './grid-card'
import { gridMessages } from './grid-messages'

interface CardMenuProps {
  title: string
  row: Row
  isSelected: boolean
  tabIndex: number
  actions: GridActions
}

export function CardMenu({ title, row, isSelected, tabIndex, actions }: CardMenuProps) {
  const words = useMessages(gridMessages)
  const [isMade, setMade] = useState(false)
  const button = {
    size: 'small',
    icon: 'ellipsis',
    label: words.more(title),
    tabIndex,
    className: 'z-2 -mt-1 -mr-1.5 max-md:-mt-2.5 max-md:-mr-2.5 max-md:size-10',
  } as const
  if (!isMade) {
    return (
      <IconButton
        {...button}
        aria-haspopup="menu"
        aria-expanded={false}
        onClick={() => setMade(true)}
      />
    )
  }
  return (
    <Menu defaultOpen trigger={<IconButton {...button} />}>
      <MenuItem icon="maximize-2" shortcut="Enter" onSelect={() => actions.open(row)}>
        {words.open}
      </MenuItem>
      <MenuItem icon="panel-right-open" shortcut={words.space} onSelect={() => actions.peek(row)}>
        {words.peek}
      </MenuItem>
      {actions.move && (
        <MenuItem icon="arrow-right" shortcut="M" onSelect={() => actions.move?.(row)}>
          {words.move}
        </MenuItem>
      )}
      <MenuItem icon="square-check-big" shortcut="X" onSelect={() => actions.select(row.id, false)}>
        {isSelected ? words.unselect : words.select}
      </MenuItem>
    </Menu>
  )
}
