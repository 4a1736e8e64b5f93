/** Search and commands in one place: records as one types, screens, things to make, the rest. 640 px at 15 vh; a phone gets the whole screen. */
import { Dialog } from '@base-ui/react/dialog'
import { Command as Menu } from 'cmdk'
import { useRef, useState } from 'react'
import { useNavigation } from '../client/navigation'
import { useSession } from '../client/session'
import { useMessages } from '../i18n/locale-context'
import { type EntityPlan } from '../meta/plan'
import { cn } from '../ui/cn'
import { Icon } from '../ui/icon'
import { IconButton } from '../ui/icon-button'
import { Kbd } from '../ui/kbd'
import { scrimStyle } from '../ui/layer'
import { type Command } from './commands'
import { PaletteFoot } from './palette-foot'
import { PaletteList } from './palette-list'
import { paletteMessages } from './palette-messages'

export interface PaletteProps {
  commands: readonly Command[]
  /** Entity on screen: the search may stay in it. */
  scope: EntityPlan | null
  /** Title of the record on screen. */
  about: string | null
  /** Its id: it is not told as one seen lately. */
  shown: string | null
  onClose: () => void
  onHelp: () => void
}

export function Palette({ commands, scope, about, shown, onClose, onHelp }: PaletteProps) {
  const words = useMessages(paletteMessages)
  const { account } = useSession()
  const { go } = useNavigation()
  const [text, setText] = useState('')
  const [isScoped, setScoped] = useState(false)
  const [picked, setPicked] = useState('')
  const [first, setFirst] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const hasMoved = useRef(false) // the list picks its first item by itself too
  const only = isScoped ? scope : null
  /** The focus is back where it was before the command does its work. */
  const run = (work: () => void) => {
    onClose()
    setTimeout(work)
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop forceRender className={cn(scrimStyle, 'z-45')} />
        <Dialog.Popup
          data-slot="palette"
          initialFocus={input}
          className="fixed top-[15vh] left-1/2 z-45 flex max-h-[70vh] w-160 max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col overflow-hidden rounded-dialog bg-raised text-fg shadow-dialog outline-none max-md:inset-0 max-md:max-h-none max-md:w-full max-md:max-w-none max-md:translate-x-0 max-md:rounded-none"
        >
          <Dialog.Title className="sr-only">{words.title}</Dialog.Title>
          <Menu
            label={words.title}
            shouldFilter={false}
            loop
            value={picked || first}
            onValueChange={(value) => hasMoved.current && setPicked(value)}
            onKeyDown={(event) => {
              if (/^(Arrow|Home|End)/.test(event.key)) hasMoved.current = true
            }}
            onPointerMove={() => {
              hasMoved.current = true
            }}
            className="flex min-h-0 grow flex-col"
          >
            <div className="flex h-13 shrink-0 items-center gap-3 border-b border-line px-4">
              <Icon name="search" size={20} className="text-fg-3" />
              <Menu.Input
                ref={input}
                value={text}
                onValueChange={(typed) => {
                  setText(typed)
                  setPicked('')
                  hasMoved.current = false
                }}
                placeholder={words.placeholder}
                maxLength={200}
                className="h-full min-w-0 grow bg-transparent text-section outline-none placeholder:text-fg-3"
              />
              {scope && (
                <button
                  type="button"
                  aria-pressed={isScoped}
                  onClick={() => {
                    setScoped(!isScoped)
                    input.current?.focus()
                  }}
                  className="flex h-5.5 shrink-0 items-center gap-1.5 rounded-chip bg-surface-2 px-2 text-meta font-medium text-fg-2 hover:bg-hover max-md:h-10"
                >
                  <Icon name={isScoped ? scope.icon : 'layers'} size={14} />
                  {isScoped ? words.only(scope.labelPlural) : words.everywhere}
                </button>
              )}
              <Kbd className="max-md:hidden">Esc</Kbd>
              <IconButton
                icon="x"
                label={words.close}
                onClick={onClose}
                className="-mr-2 md:hidden"
              />
            </div>
            <PaletteList
              key={only?.name ?? ''}
              text={text}
              only={only?.name ?? null}
              commands={commands}
              about={about}
              shown={shown}
              account={account.id}
              picked={picked}
              onFirst={(value, isPickedThere) => {
                setFirst(value)
                if (!isPickedThere) setPicked('')
              }}
              onRun={run}
              onGo={(href) => run(() => go(href))}
            />
          </Menu>
          <PaletteFoot onHelp={() => run(onHelp)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
