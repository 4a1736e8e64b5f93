/** The bar of a view: search, filter, count, order and display. On a phone all but the search is in a sheet. */
import { type ReactNode, useState } from 'react'
import { useLocale, useMessages } from '../i18n/locale-context'
import { WaitingInBar } from '../live/waiting-button'
import { formatNumber } from '../meta/format'
import { type EntityPlan } from '../meta/plan'
import { type CountInfo } from '../meta/wire'
import { Button } from '../ui/button'
import { Toolbar } from '../ui/segmented'
import { Sheet } from '../ui/sheet'
import { type Asked, askedOf } from './asked'
import { DisplayMenu, DisplayTool } from './display/display-menu'
import { displayMessages } from './display/display-messages'
import { SortMenu, type ToolProps } from './display/sort-menu'
import { FilterBar } from './filters/filter-bar'
import { filterMessages } from './filters/filter-messages'
import { useFilterParts } from './filters/use-filter-parts'
import { SearchBox } from './search-box'
import { usePhone } from './use-phone'
import { viewMessages } from './view-messages'

export interface ViewToolbarProps extends Omit<ToolProps, 'asked'> {
  /** Worked out here when the view has no use for it itself. */
  asked?: Asked
  count?: CountInfo
  /** A total beside the count: "R$ 346.470". */
  total?: ReactNode
  children?: ReactNode
}

export function ViewToolbar({ count, total, children, ...given }: ViewToolbarProps) {
  const { entity, view, state, setState } = given
  const props: ToolProps = { ...given, asked: given.asked ?? askedOf(entity, view, state) }
  const words = useMessages(viewMessages)
  const phone = usePhone()
  const search = (
    <SearchBox
      label={entity.labelPlural}
      value={state.q ?? ''}
      onSearch={(text) => setState({ q: text || undefined }, { replace: true })}
      className="w-44 shrink-0 max-md:shrink max-md:grow"
    />
  )
  if (phone)
    return (
      <Toolbar label={words.toolbar}>
        {search}
        <WaitingInBar />
        <PhoneTools {...props} />
        {children}
      </Toolbar>
    )
  return (
    <Toolbar label={words.toolbar} className="items-start py-1.5">
      {search}
      <FilterBar {...props} />
      <span className="num mr-1.5 ml-auto flex h-(--control) shrink-0 items-center gap-1 text-meta text-fg-3">
        {count && <CountText count={count} entity={entity} />}
        {total && <span className="before:content-[',_'] before:-ml-1">{total}</span>}
      </span>
      <WaitingInBar />
      <SortMenu {...props} />
      <DisplayMenu {...props} />
      {children}
    </Toolbar>
  )
}

/** One button, and how many filters are on. */
function PhoneTools(props: ToolProps) {
  const words = useMessages(filterMessages)
  const display = useMessages(displayMessages)
  const [open, setOpen] = useState(false)
  const { parts } = useFilterParts(props, props.asked)
  const label = parts.length > 0 ? words.filtersOn(parts.length) : words.filters
  return (
    <>
      <Button icon="list-filter" pressed={props.asked.isChanged} onClick={() => setOpen(true)}>
        {parts.length > 0 ? <span className="num">{parts.length}</span> : null}
        <span className="sr-only">{label.replace(/^\d+ /, '')}</span>
      </Button>
      <Sheet open={open} onClose={() => setOpen(false)} label={label} side="bottom" modal>
        <div className="flex flex-col gap-5 p-4">
          <section className="flex flex-col gap-2">
            <h2 className="font-semibold">{words.filters}</h2>
            <FilterBar {...props} />
          </section>
          <section className="flex flex-col gap-2">
            <h2 className="font-semibold">{display.display}</h2>
            <div className="px-2">
              <DisplayTool {...props} withSort />
            </div>
          </section>
          <Button size="touch" variant="primary" onClick={() => setOpen(false)}>
            {words.seeResults}
          </Button>
        </div>
      </Sheet>
    </>
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
