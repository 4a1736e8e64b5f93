/** A card: the title is a link that covers it, the whole of it can be dragged, a button opens "Mover para". */
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview'
import { memo, useEffect, useRef } from 'react'
import { KitLink } from '../../client/navigation'
import { useMessages } from '../../i18n/locale-context'
import { type StagePlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { cn } from '../../ui/cn'
import { IconButton } from '../../ui/icon-button'
import { titleText } from '../../fields/reference'
import { useLocale } from '../../i18n/locale-context'
import { type BoardContext } from './board-context'
import { CardFace } from './card-face'
import { kanbanMessages } from './kanban-messages'

export const CARD = 'board-card'
/** Room around the preview for its tilt and shadow. */
const PREVIEW_EDGE = 12

interface BoardCardProps {
  board: BoardContext
  row: Row
  stage: StagePlan
  helpId: string
}

export const BoardCard = memo(function BoardCard({ board, row, stage, helpId }: BoardCardProps) {
  const { entity, pipeline, plan, state } = board
  const words = useMessages(kanbanMessages)
  const context = useLocale()
  const card = useRef<HTMLDivElement>(null)
  const link = useRef<HTMLAnchorElement>(null)
  const isCarried = state.kind !== 'idle' && state.card === row.id
  const isFocused = board.focusId === row.id
  const title = titleText(row[entity.title], context)

  useEffect(() => {
    const element = card.current
    if (!element || !board.canMove) return
    return draggable({
      element,
      getInitialData: () => ({ type: CARD, card: row.id, from: stage.key }),
      onGenerateDragPreview: ({ nativeSetDragImage, location }) => {
        const box = element.getBoundingClientRect()
        const { clientX, clientY } = location.current.input
        setCustomNativeDragPreview({
          nativeSetDragImage,
          getOffset: () => ({ x: clientX - box.left + PREVIEW_EDGE, y: clientY - box.top + PREVIEW_EDGE }),
          render: ({ container }) => {
            const copy = element.cloneNode(true) as HTMLElement
            copy.style.width = `${box.width}px`
            copy.style.height = `${box.height}px`
            copy.classList.add('rotate-[-1.5deg]', 'shadow-dialog', 'border-line-strong')
            const frame = document.createElement('div')
            frame.style.padding = `${PREVIEW_EDGE}px`
            frame.append(copy)
            container.append(frame)
          },
        })
      },
    })
  }, [board.canMove, row.id, stage.key])

  const { wantsFocus, onFocusTaken } = board
  useEffect(() => {
    if (!isFocused || !wantsFocus) return
    link.current?.focus({ preventScroll: true })
    onFocusTaken()
  }, [isFocused, wantsFocus, onFocusTaken])

  return (
    <div
      ref={card}
      data-card={row.id}
      data-slot="board-card"
      className={cn(
        'group relative flex h-full flex-col overflow-hidden rounded-card border border-line bg-surface px-2.5 pt-2.5 pb-2.25 max-md:px-3.5 max-md:pt-3.5 max-md:pb-3.25',
        'hover:border-line-strong has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-offset-1 has-[a:focus-visible]:outline-focus',
        isCarried && 'border-dashed *:opacity-40',
        board.canMove && 'active:cursor-grabbing',
      )}
    >
      <CardFace
        plan={plan}
        row={row}
        stage={stage}
        since={row[`${pipeline.field}_since`]}
        title={(text) => (
          <KitLink
            ref={link}
            href={board.href(row)}
            draggable={false}
            tabIndex={isFocused ? 0 : -1}
            aria-describedby={helpId}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return
              event.preventDefault()
              board.openCard(row, event)
            }}
            className="truncate font-semibold outline-none after:absolute after:inset-0 max-md:text-body"
          >
            {text}
          </KitLink>
        )}
        corner={
          board.canMove && (
            <IconButton
              size="small"
              icon="ellipsis-vertical"
              label={words.actions(title)}
              tabIndex={isFocused ? 0 : -1}
              onClick={() => board.openMenu(row)}
              className="z-1 -mr-1.5 hidden group-focus-within:grid group-hover:grid max-md:-mr-2 max-md:grid"
            />
          )
        }
      />
    </div>
  )
})
