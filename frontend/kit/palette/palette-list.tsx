/** The answers: records, what the screen offers, places, things to make, the rest. Recent records while nothing was typed. */
import { Command as Menu } from 'cmdk'
import { type ReactNode, useEffect, useEffectEvent } from 'react'
import { useModel } from '../client/model'
import { useNavigation } from '../client/navigation'
import { useMessages } from '../i18n/locale-context'
import { Avatar } from '../ui/avatar'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Keys } from '../ui/keys'
import { type Command, type CommandGroup, findCommands, meansCommand } from './commands'
import { paletteMessages } from './palette-messages'
import { noteRecent } from './recents'
import { type FoundRecord, useFound, useRecentRecords } from './use-found'

const ITEM =
  'flex h-9 cursor-default items-center gap-2.5 rounded-control px-2 text-ui outline-none select-none data-[selected=true]:bg-accent-soft max-md:h-11'
const GROUP =
  'px-2 py-1 **:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-meta **:[[cmdk-group-heading]]:text-fg-3'
const GROUPS: readonly CommandGroup[] = ['screen', 'go', 'create', 'general']

interface ItemProps {
  value: string
  mark: ReactNode
  label: string
  detail?: string
  end?: ReactNode
  onSelect: () => void
}

function Item({ value, mark, label, detail, end, onSelect }: ItemProps) {
  return (
    <Menu.Item value={value} onSelect={onSelect} className={ITEM}>
      {mark}
      <span className="truncate font-medium">{label}</span>
      {detail && <span className="min-w-0 truncate text-fg-3">{detail}</span>}
      {end && (
        <span className="ml-auto shrink-0 pl-3 text-meta text-fg-3 max-md:has-[kbd]:hidden">
          {end}
        </span>
      )}
    </Menu.Item>
  )
}

interface PaletteListProps {
  text: string
  /** Entity the search stays in. */
  only: string | null
  commands: readonly Command[]
  about: string | null
  shown: string | null
  account: string
  /** Value of the item the arrows are on; empty: the first. */
  picked: string
  /** The first item, and whether the picked one is still there. */
  onFirst: (value: string, isPickedThere: boolean) => void
  onRun: (work: () => void) => void
  onGo: (href: string) => void
}

const recordValue = (record: FoundRecord) => `record ${record.id}`

export function PaletteList(props: PaletteListProps) {
  const { text, only, commands, about, shown, account, picked, onFirst, onRun, onGo } = props
  const words = useMessages(paletteMessages)
  const { recordHref } = useNavigation()
  const found = useFound(text, only)
  const recent = useRecentRecords(account)
  const isAsked = text.trim() !== ''
  const records = isAsked
    ? found.records
    : recent.filter((one) => one.id !== shown && (!only || one.entity === only))
  const hits = findCommands(commands, text)
  const groups = GROUPS.map((group) => ({
    group,
    own: hits.filter((command) => command.group === group),
  })).filter(({ own }) => own.length > 0)
  const values = [
    ...records.map(recordValue),
    ...groups.flatMap(({ own }) => own.map((one) => one.key)),
  ]
  const isCommand = isAsked && meansCommand(hits, records, text)
  const first = (isCommand ? values[records.length] : values[0]) ?? ''
  const tellFirst = useEffectEvent(onFirst)
  const isThere = picked === '' || values.includes(picked)
  useEffect(() => tellFirst(first, isThere), [first, isThere])

  const heads = {
    screen: about ? words.about(about) : words.screen,
    go: words.go,
    create: words.create,
    general: words.general,
  }
  const isEmpty = isAsked && !found.isSearching && !found.hasFailed && values.length === 0
  const recordGroup = records.length > 0 && (
    <Menu.Group heading={isAsked ? words.records : words.recent} className={GROUP}>
      {records.map((record) => (
        <Item
          key={record.id}
          value={recordValue(record)}
          mark={<RecordIcon record={record} />}
          label={record.title || words.untitled}
          detail={record.snippet}
          end={record.label}
          onSelect={() => {
            noteRecent(account, record)
            onGo(recordHref(record.entity, record.id))
          }}
        />
      ))}
    </Menu.Group>
  )
  return (
    <>
      <Menu.List className="min-h-0 grow overflow-y-auto overscroll-contain py-1 md:max-h-110">
        {!isCommand && recordGroup}
        {groups.map(({ group, own }) => (
          <Menu.Group key={group} heading={heads[group]} className={GROUP}>
            {own.map((command) => (
              <Item
                key={command.key}
                value={command.key}
                mark={<Icon name={command.icon} className="mx-0.5 shrink-0 text-fg-2" />}
                label={command.label}
                detail={command.detail}
                end={command.keys && <Keys keys={command.keys} />}
                onSelect={() => onRun(command.run)}
              />
            ))}
          </Menu.Group>
        ))}
        {isCommand && recordGroup}
      </Menu.List>
      {isEmpty && (
        <div className="px-4 pb-8 text-center">
          <p className="font-medium">{words.nothing(text.trim())}</p>
          <p className="text-fg-2">{words.nothingWhy}</p>
        </div>
      )}
      {found.hasFailed && (
        <div className="flex items-center justify-between gap-3 border-t border-line px-4 py-2 text-fg-2">
          {words.failed}
          <Button onClick={found.retry}>{words.retry}</Button>
        </div>
      )}
      <p role="status" className="sr-only">
        {found.isSearching ? words.searching : isAsked ? words.found(values.length) : ''}
      </p>
    </>
  )
}

/** People and things of the menu by their letters, what hangs on them by its kind. */
function RecordIcon({ record }: { record: FoundRecord }) {
  const entity = useModel().entities.get(record.entity)
  if (record.isMain) return <Avatar name={record.title ?? record.label} decorative size={20} />
  return <Icon name={entity?.icon ?? 'layers'} className="mx-0.5 shrink-0 text-fg-3" />
}
