import { useMessages } from '@kit/i18n/locale-context'
import { Menu, MenuGroup, MenuItem, MenuRadio, MenuSeparator } from '@kit/ui/menu'
import { setTheme, useThemeChoice } from '@kit/ui/theme'
import { type ReactElement } from 'react'
import { shellMessages } from '../messages'
import { LANGUAGES, menuMessages } from './menu-messages'
import { openShortcuts } from './shortcuts-state'
import { useSignOut } from './sign-out'
import { useLanguage } from './use-language'

export function UserMenuItems({ trigger }: { trigger: ReactElement }) {
  const shell = useMessages(shellMessages)
  const words = useMessages(menuMessages)
  const theme = useThemeChoice()
  const [language, setLanguage] = useLanguage()
  const signOut = useSignOut()
  return (
    <Menu trigger={trigger} label={shell.account} align="start" side="top" defaultOpen>
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
      <MenuGroup label={words.language}>
        <MenuRadio
          label={words.language}
          value={language}
          onChange={setLanguage}
          items={LANGUAGES.map((one) => ({ ...one, icon: 'languages' }))}
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
