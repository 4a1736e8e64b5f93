/** The keys of a shortcut as caps: "mod+k", "g l" (one after the other). */
import { useMessages } from '../i18n/locale-context'
import { Kbd } from './kbd'
import { keyMessages } from './key-messages'

const isApple = () => /mac|iphone|ipad/i.test(navigator.platform)

function keyName(key: string, space: string): string {
  const names: Record<string, string> = {
    mod: isApple() ? '⌘' : 'Ctrl',
    alt: 'Alt',
    shift: 'Shift',
    Escape: 'Esc',
    Space: space,
    Enter: '↵',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
  }
  return names[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}

export function Keys({ keys }: { keys: string }) {
  const words = useMessages(keyMessages)
  return (
    <span className="flex shrink-0 items-center gap-1">
      {keys.split(' ').map((combo, index) => (
        // The same key twice is told by its place.
        <span key={`${index} ${combo}`} className="flex items-center gap-1">
          {index > 0 && <span className="text-meta text-fg-3">{words.after}</span>}
          {combo.split('+').map((key) => (
            <Kbd key={key}>{keyName(key, words.space)}</Kbd>
          ))}
        </span>
      ))}
    </span>
  )
}
