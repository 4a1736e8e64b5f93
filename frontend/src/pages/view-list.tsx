/** The list of views, by groups, with search. Arrows move, Enter opens; each has a menu of its own. */
import { keys } from '@kit/client/data'
import { KitLink } from '@kit/client/navigation'
import { savedViewsQuery } from '@kit/client/saved-views'
import { useSession } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { type EntityPlan, type ViewPlan } from '@kit/meta/plan'
import { Button } from '@kit/ui/button'
import { Icon } from '@kit/ui/icon'
import { Input } from '@kit/ui/input'
import { type ViewState } from '@kit/views/contract'
import { viewKinds } from '@kit/views/registry'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { viewHref } from '../addresses'
import { preloadView } from './lazy-view'
import { type ViewActions } from './use-view-actions'
import { type ViewDialogMode } from './view-dialog'
import { viewGroups } from './view-groups'
import { viewListWords } from './view-list-words'
import { ViewRowMenu } from './view-row-menu'

interface ViewListProps {
  entity: EntityPlan
  view: ViewPlan
  state: ViewState
  actions: ViewActions
  onDialog: (mode: ViewDialogMode) => void
  onChosen: () => void
  children?: ReactNode
}

/** With fewer there is nothing to look for. */
const SEARCHED = 7

/** What was searched goes along to another view; its own filter, order and columns take over. */
function addressOf(entity: EntityPlan, view: ViewPlan, state: ViewState): string {
  const search = state.q ? `?${new URLSearchParams({ q: state.q })}` : ''
  return viewHref(entity.plural, view.slug) + search
}

/** Up and down through the search, the views and what stands under them. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const list = event.currentTarget.closest('[data-views]')
  if (!step || !list) return
  const stops = [...list.querySelectorAll<HTMLElement>('[data-stop]')]
  const at = stops.indexOf(event.currentTarget)
  const next = stops[(at + step + stops.length) % stops.length]
  event.preventDefault()
  next?.focus()
}

export function ViewList(props: ViewListProps) {
  const { entity, children } = props
  const words = useMessages(viewListWords)
  const client = useQueryClient()
  const aside = useQuery({ ...savedViewsQuery, enabled: false })
  const [search, setSearch] = useState('')
  const groups = viewGroups(entity.views, search)
  return (
    <div data-views>
      {entity.views.length >= SEARCHED && (
        <Input
          icon="search"
          size="toolbar"
          aria-label={words.search}
          placeholder={words.search}
          value={search}
          data-stop
          onKeyDown={moveFocus}
          onChange={(event) => setSearch(event.target.value)}
          frameClassName="m-1"
        />
      )}
      {groups.length === 0 && <p className="px-2 py-3 text-fg-2">{words.nothing}</p>}
      {groups.map((group) => (
        <section key={group.key} aria-label={words[group.key]}>
          <h2 className="px-2 pt-2 pb-1 text-meta font-medium text-fg-3">{words[group.key]}</h2>
          <ul>
            {group.views.map((item) => (
              <ViewLine
                key={item.key}
                {...props}
                item={item}
                canShare={aside.data?.can_share}
                chosen={aside.data?.defaults[entity.name]}
              />
            ))}
          </ul>
        </section>
      ))}
      {aside.isError && (
        <p
          role="alert"
          className="m-1 flex items-center gap-2 rounded-control bg-warn-soft px-2 py-1 text-warn-text"
        >
          <span className="grow">{words.failed}</span>
          <Button size="small" onClick={() => void client.refetchQueries({ queryKey: keys.views })}>
            {words.retry}
          </Button>
        </p>
      )}
      {children}
    </div>
  )
}

interface ViewLineProps extends ViewListProps {
  item: ViewPlan
  canShare: boolean | undefined
  /** Key of the view this person chose to open first. */
  chosen: string | undefined
}

function ViewLine({
  entity,
  view,
  state,
  item,
  canShare,
  chosen,
  actions,
  onDialog,
  onChosen,
}: ViewLineProps) {
  const words = useMessages(viewListWords)
  const me = useSession().member.id
  const owner = item.saved?.owner
  const isOn = item.key === view.key
  const marks = [item.pinned && words.pinned, item.default && words.opensFirst].filter(
    (mark) => typeof mark === 'string',
  )
  return (
    <li className="group flex items-center rounded-chip pr-1 hover:bg-hover has-[a:focus-visible]:bg-hover">
      <KitLink
        href={addressOf(entity, item, state)}
        data-stop
        onKeyDown={moveFocus}
        aria-current={isOn ? 'page' : undefined}
        onPointerEnter={() => void preloadView(item.kind)}
        onClick={onChosen}
        className="flex h-8 min-w-0 grow items-center gap-2 rounded-chip px-2 text-fg aria-[current=page]:font-medium max-md:h-11"
      >
        <Icon
          name={item.icon ?? viewKinds.get(item.kind)?.icon ?? 'circle-dashed'}
          className={isOn ? 'shrink-0 text-accent-text' : 'shrink-0 text-fg-3'}
        />
        <span className="truncate">{item.label}</span>
        {owner && owner.id !== me && (
          <span className="shrink-0 truncate text-meta font-normal text-fg-3">
            {words.byOwner(owner.title)}
          </span>
        )}
        <span className="ml-auto flex shrink-0 items-center gap-1 text-fg-3">
          {item.pinned && <Icon name="star" size={14} className="fill-current" />}
          {item.default && <Icon name="house" size={14} />}
          {isOn && <Icon name="check" className="text-accent-text" />}
        </span>
        {marks.length > 0 && <span className="sr-only">, {marks.join(', ')}</span>}
      </KitLink>
      <ViewRowMenu
        view={item}
        actions={actions}
        canShare={canShare ?? false}
        isChosen={chosen === item.key}
        onDialog={onDialog}
      />
    </li>
  )
}
