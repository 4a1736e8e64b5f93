/** What can be done with one view of the list. */
import { useMessages } from '@kit/i18n/locale-context'
import { type ViewPlan } from '@kit/meta/plan'
import { IconButton } from '@kit/ui/icon-button'
import { Menu, MenuItem, MenuSeparator } from '@kit/ui/menu'
import { type ViewActions } from './use-view-actions'
import { type ViewDialogMode } from './view-dialog'
import { viewListWords } from './view-list-words'
import { wholeParts } from './view-parts'

interface ViewRowMenuProps {
  view: ViewPlan
  actions: ViewActions
  canShare: boolean
  /** The person chose that the entity opens with it. */
  isChosen: boolean
  onDialog: (mode: ViewDialogMode) => void
}

export function ViewRowMenu({ view, actions, canShare, isChosen, onDialog }: ViewRowMenuProps) {
  const words = useMessages(viewListWords)
  const isMine = view.saved?.can_change ?? false
  const pinned = view.pinned ?? false
  return (
    <Menu trigger={<IconButton size="small" icon="ellipsis" label={words.actionsOf(view.label)} />}>
      <MenuItem icon="star" onSelect={() => void actions.pin(view, !pinned)}>
        {pinned ? words.unpin : words.pin}
      </MenuItem>
      {(isChosen || !view.default) && (
        <MenuItem icon="house" onSelect={() => void actions.makeDefault(view, !isChosen)}>
          {isChosen ? words.dropDefault : words.makeDefault}
        </MenuItem>
      )}
      <MenuSeparator />
      {isMine && (
        <MenuItem icon="pencil" onSelect={() => onDialog({ kind: 'rename', view })}>
          {words.rename}
        </MenuItem>
      )}
      <MenuItem
        icon="copy"
        onSelect={() => onDialog({ kind: 'duplicate', view, parts: wholeParts(view, {}) })}
      >
        {words.duplicate}
      </MenuItem>
      {isMine && canShare && (
        <MenuItem icon="users-round" onSelect={() => onDialog({ kind: 'share', view })}>
          {words.share}
        </MenuItem>
      )}
      {isMine && (
        <>
          <MenuSeparator />
          <MenuItem icon="trash-2" danger onSelect={() => void actions.remove(view)}>
            {words.remove}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
