import { useMessages } from '@kit/i18n/locale-context'
import { Menu, MenuGroup, MenuItem, MenuRadio, MenuSeparator } from '@kit/ui/menu'
import { setTheme, useThemeChoice } from '@kit/ui/theme'
import { type ReactElement } from 'react'
import { shellMessages } from '../messages'
import { openShortcuts } from './shortcuts-state'
import { useSignOut } from './sign-out'

export function UserMenuItems({ trigger }: { trigger: ReactElement }) {
  const words = useMessages(shellMessages)
  const theme = useThemeChoice()
  const signOut = useSignOut()
  return (
    <Menu trigger={trigger} align="start" side="top" defaultOpen>
      <MenuGroup label={words.theme}>
        <MenuRadio
          label={words.theme}
          value={theme}
          onChange={setTheme}
          items={[
            { key: 'light', label: words.light, icon: 'sun' },
            { key: 'dark', label: words.dark, icon: 'moon' },
            { key: 'system', label: words.system, icon: 'monitor' },
          ]}
        />
      </MenuGroup>
      <MenuSeparator />
      <MenuItem icon="keyboard" shortcut="?" onSelect={openShortcuts}>
        {words.shortcuts}
      </MenuItem>
      <MenuItem icon="log-out" onSelect={signOut}>
        {words.signOut}
      </MenuItem>
    </Menu>
  )
}
