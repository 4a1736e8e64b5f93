/** Everything the palette offers here: what the screen has keys for, places, things to make, and the shell itself. */
import { useModel } from '@kit/client/model'
import { useNavigation } from '@kit/client/navigation'
import { useLocale, useMessages } from '@kit/i18n/locale-context'
import { inSentence } from '@kit/meta/format'
import { type EntityPlan, type ModelPlan } from '@kit/meta/plan'
import { type Command } from '@kit/palette/commands'
import { type Hotkey, runHotkey, useHotkeyList } from '@kit/ui/hotkeys'
import { setTheme, useThemeChoice } from '@kit/ui/theme'
import { toast, undoLast } from '@kit/ui/toaster'
import { viewKinds } from '@kit/views/registry'
import { trashHref } from '../addresses'
import { goKeys } from './go-keys'
import { flatMenu } from './menu-groups'
import { LANGUAGES, menuMessages } from './menu-messages'
import { openShortcuts } from './shortcuts-state'
import { useSignOut } from './sign-out'
import { useLanguage } from './use-language'

type Words = (typeof menuMessages)['pt-BR']

function screenCommands(hotkeys: readonly Hotkey[]): Command[] {
  const byKeys = new Map(hotkeys.map((hotkey) => [hotkey.keys, hotkey]))
  return [...byKeys.values()].flatMap(({ keys, label, command }) =>
    command
      ? [
          {
            key: `key ${keys}`,
            group: 'screen',
            label,
            icon: command,
            keys,
            run: () => runHotkey(keys),
          },
        ]
      : [],
  )
}

/** Modules in the order of the menu, then what has no place in it. */
function modulesOf(model: ModelPlan): EntityPlan[] {
  const menu = flatMenu(model).map((entry) => entry.plural)
  const place = ({ plural }: EntityPlan) =>
    menu.includes(plural) ? menu.indexOf(plural) : menu.length
  return [...model.entities.values()].sort((one, other) => place(one) - place(other))
}

/** Menu places with their keys, then the views of every module in the menu's order. */
function placeCommands(
  model: ModelPlan,
  go: (href: string) => void,
  words: Words,
  viewHref: (entity: string, view?: string) => string,
): Command[] {
  const menu = flatMenu(model)
  const letters = goKeys(menu.map((entry) => entry.label))
  const places = menu.map(
    (entry, index): Command => ({
      key: `place ${entry.key}`,
      group: 'go',
      label: entry.label,
      detail: words.module,
      icon: entry.icon,
      keys: letters[index] ? `g ${letters[index]}` : undefined,
      run: () => go(entry.href),
    }),
  )
  const views = modulesOf(model).flatMap((entity) =>
    entity.views.map(
      (view): Command => ({
        key: `view ${view.key}`,
        group: 'go',
        label: view.label,
        detail: entity.labelPlural,
        icon: viewKinds.get(view.kind)?.icon ?? entity.icon,
        run: () => go(viewHref(entity.name, view.slug)),
      }),
    ),
  )
  const trash = modulesOf(model).flatMap((entity): Command[] =>
    entity.can.delete && entity.views.length > 0
      ? [
          {
            key: `trash ${entity.name}`,
            group: 'go',
            label: words.trashOf(entity.labelPlural),
            icon: 'trash-2',
            run: () => go(trashHref(entity.plural)),
          },
        ]
      : [],
  )
  return [...places, ...views, ...trash]
}

function useShellCommands(): Command[] {
  const words = useMessages(menuMessages)
  const theme = useThemeChoice()
  const [language, setLanguage] = useLanguage()
  const signOut = useSignOut()
  const themes = [
    { key: 'light', label: words.light, icon: 'sun' },
    { key: 'dark', label: words.dark, icon: 'moon' },
    { key: 'system', label: words.system, icon: 'monitor' },
  ] as const
  const general = (
    key: string,
    label: string,
    icon: string,
    run: () => void,
    keys?: string,
  ): Command => ({ key, group: 'general', label, icon, run, keys })
  return [
    ...themes
      .filter((one) => one.key !== theme)
      .map((one) =>
        general(`theme ${one.key}`, words.themeIs(one.label), one.icon, () => setTheme(one.key)),
      ),
    ...LANGUAGES.filter((one) => one.key !== language).map((one) =>
      general(`language ${one.key}`, words.languageIs(one.label), 'languages', () =>
        setLanguage(one.key),
      ),
    ),
    general('undo', words.undo, 'undo-2', undoLast, 'mod+z'),
    general('sidebar', words.sidebar, 'panel-left-open', () => runHotkey('['), '['),
    general('shortcuts', words.shortcuts, 'keyboard', openShortcuts, '?'),
    general('sign-out', words.signOut, 'log-out', signOut),
  ]
}

interface Here {
  /** Whether a record is on screen: its address can be copied. */
  isRecord: boolean
  onCreate: (entity: EntityPlan) => void
}

export function usePaletteCommands({ isRecord, onCreate }: Here): Command[] {
  const words = useMessages(menuMessages)
  const { locale } = useLocale()
  const model = useModel()
  const { go, viewHref } = useNavigation()
  const hotkeys = useHotkeyList()
  const shell = useShellCommands()
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(location.href)
      toast({ text: words.linkCopied })
    } catch {
      toast({ text: words.linkFailed, tone: 'bad' })
    }
  }
  const copy: Command = {
    key: 'copy-link',
    group: 'screen',
    label: words.copyLink,
    icon: 'link',
    run: () => void copyLink(),
  }
  const create = modulesOf(model).flatMap((entity): Command[] =>
    entity.can.create
      ? [
          {
            key: `create ${entity.name}`,
            group: 'create',
            label: words.create(inSentence(entity.label, locale)),
            icon: 'plus',
            run: () => onCreate(entity),
          },
        ]
      : [],
  )
  return [
    ...(isRecord ? [copy] : []),
    ...screenCommands(hotkeys),
    ...placeCommands(model, go, words, viewHref),
    ...create,
    ...shell,
  ]
}
