/** What the keys do, while one learns them. */
import { useMessages } from '../i18n/locale-context'
import { Kbd } from '../ui/kbd'
import { paletteMessages } from './palette-messages'

export function PaletteFoot({ onHelp }: { onHelp: () => void }) {
  const words = useMessages(paletteMessages)
  return (
    <footer className="flex h-9 shrink-0 items-center gap-4 border-t border-line bg-bg px-4 text-meta text-fg-3 max-md:hidden">
      <span className="flex items-center gap-1.5">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd>
        {words.move}
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd>↵</Kbd>
        {words.open}
      </span>
      <button
        type="button"
        onClick={onHelp}
        className="ml-auto flex items-center gap-1.5 rounded-chip px-1 hover:text-fg"
      >
        <Kbd>?</Kbd>
        {words.allKeys}
      </button>
    </footer>
  )
}
