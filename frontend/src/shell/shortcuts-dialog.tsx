/** The keys that work on this screen, by group, and the switch that turns single letters off. */
import { useLocale, useMessages } from '@kit/i18n/locale-context'
import { Dialog } from '@kit/ui/dialog'
import { areLettersOn, type Hotkey, setLettersOn, useHotkeyList } from '@kit/ui/hotkeys'
import { Keys } from '@kit/ui/keys'
import { useId, useState } from 'react'
import { fixedKeys } from './fixed-keys'
import { menuMessages } from './menu-messages'
import { closeShortcuts } from './shortcuts-state'

export function ShortcutsDialog() {
  const words = useMessages(menuMessages)
  const { locale } = useLocale()
  const id = useId()
  const [isOn, setOn] = useState(areLettersOn)
  const groups = new Map<string, Pick<Hotkey, 'keys' | 'label'>[]>()
  for (const hotkey of useHotkeyList()) {
    const list = groups.get(hotkey.group) ?? []
    if (!list.some((other) => other.keys === hotkey.keys)) list.push(hotkey)
    groups.set(hotkey.group, list)
  }
  const told = new Set([...groups.values()].flat().map((one) => one.keys))
  for (const { group, keys } of fixedKeys(locale, told))
    groups.set(group, [...(groups.get(group) ?? []), ...keys])
  return (
    <Dialog open onClose={closeShortcuts} title={words.shortcuts} size="wide">
      <div className="gap-x-8 md:columns-2">
        {[...groups].map(([group, hotkeys]) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-meta font-medium text-fg-3">{group}</h3>
            <ul>
              {hotkeys.map((hotkey) => (
                <li key={hotkey.keys} className="flex min-h-8 items-center justify-between gap-4">
                  <span>{hotkey.label}</span>
                  <Keys keys={hotkey.keys} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div className="mt-1 flex items-start gap-2.5 border-t border-line pt-4">
        <input
          id={id}
          type="checkbox"
          checked={isOn}
          aria-describedby={`${id}-help`}
          onChange={(event) => {
            setLettersOn(event.target.checked)
            setOn(event.target.checked)
          }}
          className="mt-0.5 size-4 accent-accent"
        />
        <div>
          <label htmlFor={id} className="font-medium">
            {words.lettersOn}
          </label>
          <p id={`${id}-help`} className="text-meta text-fg-3">
            {words.lettersHelp}
          </p>
        </div>
      </div>
    </Dialog>
  )
}
