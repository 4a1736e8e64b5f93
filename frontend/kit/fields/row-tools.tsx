/** Up, down, away: what can be done with a row of a list. */
import { useMessages } from '../i18n/locale-context'
import { defineMessages } from '../i18n/messages'
import { IconButton } from '../ui/icon-button'
import { announce } from '../ui/visually-hidden'

const messages = defineMessages(
  {
    up: (name: string) => `Subir ${name}`,
    down: (name: string) => `Descer ${name}`,
    place: (name: string, place: number, count: number) => `${name}: ${place} de ${count}`,
  },
  {
    en: {
      up: (name) => `Move ${name} up`,
      down: (name) => `Move ${name} down`,
      place: (name, place, count) => `${name}: ${place} of ${count}`,
    },
    es: {
      up: (name) => `Subir ${name}`,
      down: (name) => `Bajar ${name}`,
      place: (name, place, count) => `${name}: ${place} de ${count}`,
    },
  },
)

export interface RowToolsProps {
  name: string
  index: number
  count: number
  onMove: (to: number) => void
  removeLabel: string
  onRemove: () => void
}

export function RowTools({ name, index, count, onMove, removeLabel, onRemove }: RowToolsProps) {
  const words = useMessages(messages)
  const move = (to: number) => {
    onMove(to)
    announce(words.place(name, to + 1, count))
  }
  return (
    <span className="flex shrink-0">
      {count > 1 && (
        <>
          <IconButton
            icon="arrow-up"
            size="small"
            label={words.up(name)}
            aria-disabled={index === 0 || undefined}
            className="aria-disabled:opacity-45"
            onClick={() => index > 0 && move(index - 1)}
          />
          <IconButton
            icon="arrow-down"
            size="small"
            label={words.down(name)}
            aria-disabled={index === count - 1 || undefined}
            className="aria-disabled:opacity-45"
            onClick={() => index < count - 1 && move(index + 1)}
          />
        </>
      )}
      <IconButton icon="x" size="small" label={removeLabel} onClick={onRemove} />
    </span>
  )
}
