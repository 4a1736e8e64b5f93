/** A menu on a trigger: arrows, type to find, Escape closes and gives the focus back. */
import { Menu as Base } from '@base-ui/react/menu'
import { type ReactElement, type ReactNode } from 'react'
import { cn } from './cn'
import { Icon } from './icon'
import { Kbd } from './kbd'
import { itemStyle, popupStyle } from './layer'

export interface MenuProps {
  /** A Button or IconButton. */
  trigger: ReactElement
  children: ReactNode
  /** Name of the landmark it stands in, for a menu that is no part of the page's content. */
  label?: string
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'left' | 'right'
  open?: boolean
  defaultOpen?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
}

export function Menu({
  trigger,
  children,
  label,
  align = 'end',
  side = 'bottom',
  className,
  open,
  defaultOpen,
  onOpenChange,
}: MenuProps) {
  return (
    <Base.Root open={open} defaultOpen={defaultOpen} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal {...(label && { role: 'region', 'aria-label': label })}>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-50 outline-none">
          <Base.Popup
            data-slot="menu"
            className={cn(
              popupStyle,
              'max-h-(--available-height) min-w-50 overflow-y-auto',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export interface MenuItemProps {
  icon?: string
  /** Drawn in place of the icon: a StageGlyph, a HueDot, an Avatar. */
  glyph?: ReactNode
  shortcut?: string
  /** Quiet text at the end. */
  end?: ReactNode
  danger?: boolean
  disabled?: boolean
  /** Shows a check: this is the present choice. */
  checked?: boolean
  onSelect?: () => void
  children: ReactNode
}

function ItemBody({ icon, glyph, shortcut, end, checked, children }: MenuItemProps) {
  return (
    <>
      {icon ? <Icon name={icon} /> : glyph}
      <span className="truncate">{children}</span>
      <span className="ml-auto flex items-center gap-2 pl-4 text-fg-3">
        {end}
        {checked && <Icon name="check" className="text-accent-text" />}
        {shortcut && <Kbd>{shortcut}</Kbd>}
      </span>
    </>
  )
}

export function MenuItem(props: MenuItemProps) {
  return (
    <Base.Item
      data-slot="menu-item"
      disabled={props.disabled}
      onClick={props.onSelect}
      className={cn(itemStyle, props.danger && 'text-bad [&>svg]:text-bad')}
    >
      <ItemBody {...props} />
    </Base.Item>
  )
}

export interface MenuRadioProps<K extends string> {
  label: string
  value: K
  onChange: (value: K) => void
  items: readonly { key: K; label: string; icon?: string; glyph?: ReactNode }[]
}

/** One choice of several, as menu radio items. */
export function MenuRadio<K extends string>({ label, value, onChange, items }: MenuRadioProps<K>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: K) => onChange(next)} aria-label={label}>
      {items.map((item) => (
        <Base.RadioItem key={item.key} value={item.key} closeOnClick className={itemStyle}>
          <ItemBody icon={item.icon} glyph={item.glyph} checked={item.key === value}>
            {item.label}
          </ItemBody>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-2 pb-1 text-meta font-medium text-fg-3">
        {label}
      </Base.GroupLabel>
      {children}
    </Base.Group>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="m-1 h-px bg-line" />
}
