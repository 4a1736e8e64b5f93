/** The bar of a list or a board: search, what is filtered, how many, order, and what the view itself adds. */
import { type ReactNode } from 'react'
import { useLocale, useMessages } from '../i18n/locale-context'
import { formatNumber } from '../meta/format'
import { type EntityPlan } from '../meta/plan'
import { type CountInfo } from '../meta/wire'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { Menu, MenuRadio, MenuSeparator } from '../ui/menu'
import { Toolbar } from '../ui/segmented'
import { tip } from '../ui/tooltip'
import { type ViewProps } from './contract'
import { SearchBox } from './search-box'
import { viewMessages } from './view-messages'

interface ViewToolbarProps extends Pick<ViewProps, 'entity' | 'view' | 'state' | 'setState'> {
  count?: CountInfo
  /** A total beside the count: "R$ 346.470". */
  total?: ReactNode
  children?: ReactNode
}

export function ViewToolbar({
  entity,
  view,
  state,
  setState,
  count,
  total,
  children,
}: ViewToolbarProps) {
  const words = useMessages(viewMessages)
  return (
    <Toolbar label={words.toolbar}>
      <SearchBox
        label={entity.labelPlural}
        value={state.q ?? ''}
        onSearch={(text) => setState({ q: text || undefined }, { replace: true })}
        className="w-64 shrink max-md:grow"
      />
      {state.filter && (
        <FilterMark text={state.filter} onRemove={() => setState({ filter: undefined })} />
      )}
      <span className="grow max-md:hidden" />
      <span className="num mr-1.5 flex shrink-0 gap-1 text-meta text-fg-3 max-md:hidden">
        {count && <CountText count={count} entity={entity} />}
        {total && <span className="before:content-[',_'] before:-ml-1">{total}</span>}
      </span>
      <SortMenu
        entity={entity}
        sort={state.sort ?? view.sort ?? null}
        own={view.sort ?? null}
        onSort={(sort) => setState({ sort })}
      />
      {children}
    </Toolbar>
  )
}

export function CountText({ count, entity }: { count: CountInfo; entity: EntityPlan }) {
  const words = useMessages(viewMessages)
  const { locale } = useLocale()
  const shown = formatNumber(count.value, locale)
  const one = entity.label.toLocaleLowerCase(locale)
  const many = entity.labelPlural.toLocaleLowerCase(locale)
  return (
    <span>
      {count.capped ? words.countOver(shown, many) : words.count(shown, count.value, one, many)}
    </span>
  )
}

function FilterMark({ text, onRemove }: { text: string; onRemove: () => void }) {
  const words = useMessages(viewMessages)
  return (
    <span className="inline-flex h-6.5 min-w-0 items-center overflow-hidden rounded-control border border-line">
      <span className="shrink-0 border-r border-line px-1.75 text-fg-2">{words.filtered}</span>
      <span className="truncate px-1.75 font-medium" {...tip(text)}>
        {text}
      </span>
      <IconButton size="small" icon="x" label={words.removeFilter} onClick={onRemove} />
    </span>
  )
}

interface SortMenuProps {
  entity: EntityPlan
  sort: string | null
  own: string | null
  onSort: (sort: string | undefined) => void
}

function SortMenu({ entity, sort, own, onSort }: SortMenuProps) {
  const words = useMessages(viewMessages)
  const sortable = entity.fields.filter((field) => field.sortable && field.access !== 'masked')
  const first = sort?.split(',')[0] ?? ''
  const field = first.replace(/^-/, '')
  const change = (name: string, down: boolean) => {
    const next = `${down ? '-' : ''}${name}`
    onSort(next === own ? undefined : next)
  }
  return (
    <Menu
      trigger={
        <Button variant="ghost" icon="arrow-up-down" pressed={sort !== own}>
          <span className="max-md:sr-only">{words.order}</span>
        </Button>
      }
      className="max-h-110"
    >
      <MenuRadio
        label={words.order}
        value={first.startsWith('-') ? 'down' : 'up'}
        onChange={(way) => field && change(field, way === 'down')}
        items={[
          { key: 'up', label: words.ascending, icon: 'arrow-up' },
          { key: 'down', label: words.descending, icon: 'arrow-down' },
        ]}
      />
      <MenuSeparator />
      <MenuRadio
        label={words.order}
        value={field}
        onChange={(name) => change(name, first.startsWith('-'))}
        items={sortable.map((one) => ({ key: one.name, label: one.label, icon: one.icon }))}
      />
    </Menu>
  )
}
