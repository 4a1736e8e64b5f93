/** One day of the week: its switch, its periods, its fault. */
import { useMessages } from '../../i18n/locale-context'
import { FieldError } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { IconButton } from '../../ui/icon-button'
import { Input } from '../../ui/input'
import { Menu, MenuGroup, MenuItem } from '../../ui/menu'
import { dayFault, nextSpan } from './draft'
import { hoursFault, hoursMessages } from './messages'
import { DAYS, type Day, dayName, type Span, timeOf } from './week'

interface DayRowProps {
  id: string
  index: number
  spans: readonly Span[]
  locale: string
  onChange: (spans: readonly Span[]) => void
  onOpen: () => void
  onCopy: (days: readonly Day[]) => void
}

export function DayRow({ id, index, spans, locale, onChange, onOpen, onCopy }: DayRowProps) {
  const words = useMessages(hoursMessages)
  const name = dayName(index, locale, 'long')
  const fault = dayFault(spans)
  const isOpen = spans.length > 0
  const set = (place: number, span: Span) =>
    onChange(spans.map((one, at) => (at === place ? span : one)))
  const input = (place: number, part: 0 | 1) => {
    const span = spans[place] ?? ['', '']
    const put = (text: string) => set(place, part === 0 ? [text, span[1]] : [span[0], text])
    return (
      <Input
        value={span[part]}
        inputMode="numeric"
        maxLength={5}
        autoComplete="off"
        aria-label={part === 0 ? words.from(name, place + 1) : words.to(name, place + 1)}
        aria-invalid={fault !== null || undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        className="num text-center"
        frameClassName="h-7 w-15 px-1 max-md:h-10 max-md:w-18"
        onChange={(event) => {
          const text = event.target.value
          const grows = text.length > span[part].length
          put(grows && /^\d{4}$/.test(text) ? (timeOf(text) ?? text) : text)
        }}
        onBlur={(event) => put(timeOf(event.target.value) ?? event.target.value)}
      />
    )
  }
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1.5 px-2.5 py-1.5">
      <label className="flex h-7 min-w-30 grow items-center gap-2 max-md:h-10 @md:w-30 @md:grow-0">
        <input
          id={id}
          type="checkbox"
          checked={isOpen}
          className="size-4 shrink-0 accent-accent outline-offset-2"
          onChange={() => (isOpen ? onChange([]) : onOpen())}
        />
        <span className="first-letter:uppercase">{name}</span>
      </label>
      {isOpen ? (
        <>
          <div className="order-1 flex min-w-0 basis-full flex-wrap gap-x-3 gap-y-1.5 @md:order-none @md:flex-1 @md:basis-0">
            {spans.map((_, place) => (
              <span key={place} className="flex items-center gap-1">
                {input(place, 0)}
                <span className="text-meta text-fg-3">{words.until}</span>
                {input(place, 1)}
                <IconButton
                  icon="x"
                  size="small"
                  label={words.remove(name, place + 1)}
                  onClick={() => onChange(spans.filter((__, at) => at !== place))}
                />
              </span>
            ))}
          </div>
          <span className="flex shrink-0">
            <IconButton
              icon="plus"
              label={words.add(name)}
              onClick={() => onChange([...spans, nextSpan(spans)])}
            />
            <Menu trigger={<IconButton icon="copy" label={words.copy(name)} />}>
              <MenuGroup label={words.copyTo}>
                <MenuItem onSelect={() => onCopy(DAYS.slice(0, 5))}>{words.workdays}</MenuItem>
                <MenuItem onSelect={() => onCopy(DAYS)}>{words.everyDay}</MenuItem>
                {DAYS.map((day, at) =>
                  at === index ? null : (
                    <MenuItem key={day} onSelect={() => onCopy([day])}>
                      {dayName(at, locale, 'long')}
                    </MenuItem>
                  ),
                )}
              </MenuGroup>
            </Menu>
          </span>
          {fault && (
            <FieldError id={`${id}-fault`} className="order-2 w-full">
              {hoursFault(fault, locale)}
            </FieldError>
          )}
        </>
      ) : (
        <span className="flex h-7 items-center gap-1.5 text-fg-3 max-md:h-10">
          <Icon name="moon" size={14} />
          {words.closed}
        </span>
      )}
    </li>
  )
}
