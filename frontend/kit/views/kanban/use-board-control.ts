/** What happens on a board: where the focus is, what is carried, what a key does, which menu or gate is open. */
import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { nextCard } from '../../engines/board/board-focus'
import { type BoardState, type Carried, type Verdict } from '../../engines/board/board-machine'
import { titleText } from '../../fields/reference'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type EntityPlan, type PipelinePlan } from '../../meta/plan'
import { type KanbanData, type Row } from '../../meta/wire'
import { findCard } from '../../record/board-cache'
import { canMoveCards, type MoveVerdict, moveVerdict } from '../../record/move-verdict'
import { leaveTrail } from '../../record/trail'
import { type Mover, type MoverOptions, useMover } from '../../record/use-mover'
import { useHotkey } from '../../ui/hotkeys'
import { announce } from '../../ui/visually-hidden'
import { type ViewProps } from '../contract'
import { type CardActions } from './board-context'
import { kanbanMessages } from './kanban-messages'
import { useCarry } from './use-carry'

export interface BoardControl {
  state: BoardState
  mover: Mover
  /** The one card in the tab order, and whether the focus must go to it. */
  focusId: string | null
  wantsFocus: boolean
  canMove: boolean
  menuRow: Row | null
  closeMenu: () => void
  move: (row: Row, stage: string) => void
  /** What the column answers to the carried card. */
  verdict: (column: string) => MoveVerdict | null
  /** Never changes: cards are drawn again only for what they show. */
  actions: CardActions
}

interface BoardControlOptions {
  entity: EntityPlan
  pipeline: PipelinePlan
  data: KanbanData | undefined
  collapsed: ReadonlySet<string>
  order: MoverOptions['order']
  openRecord: ViewProps['openRecord']
}

function toEngine(verdict: MoveVerdict | null): Verdict {
  if (verdict?.kind === 'missing') {
    return { kind: 'missing', fields: verdict.missing.map((one) => one.name) }
  }
  return verdict?.kind === 'refused' ? { kind: 'refused' } : { kind: 'free' }
}

/** Keys of the card with the focus: here only so that the sheet of keys names them. */
const cardHears = () => false

export function useBoardControl(options: BoardControlOptions): BoardControl {
  const { entity, pipeline, data, collapsed, order, openRecord } = options
  const words = useMessages(kanbanMessages)
  const context = useLocale()
  const client = useQueryClient()
  const [focusId, setFocusId] = useState<string | null>(null)
  const [wantsFocus, setWantsFocus] = useState(false)
  const [menuRow, setMenuRow] = useState<Row | null>(null)
  const columns = data?.columns ?? []
  const canMove = canMoveCards(entity, pipeline)

  const focusOn = (id: string) => {
    setFocusId(id)
    setWantsFocus(true)
  }
  // A moved card is drawn again in its new column: the focus goes with it.
  const mover = useMover(entity, pipeline, { order, onApplied: focusOn })
  const cardOf = (id: string) => (data ? (findCard(data, id)?.card ?? null) : null)
  const judge = (id: string, to: string) => {
    const row = cardOf(id)
    return row && moveVerdict(entity, pipeline, row, to)
  }
  const labelOf = (stage: string) => pipeline.stageByKey.get(stage)?.label ?? stage

  function tell(carried: BoardState, what: 'lift' | 'over' | 'cancel'): void {
    if (carried.kind === 'idle') return
    const name = titleText(cardOf(carried.card)?.[entity.title], context)
    if (what === 'lift') return announce(words.lifted(name, labelOf(carried.from)))
    if (what === 'cancel') return announce(words.cancelled(name, labelOf(carried.from)))
    const verdict = judge(carried.card, carried.over)
    const missing = verdict?.kind === 'missing' ? verdict.missing.map((one) => one.label) : []
    const refused = verdict?.kind === 'refused' ? words.refused(labelOf(carried.over)) : ''
    const why = missing.length > 0 ? words.missing(missing.join(', ')) : refused
    announce(`${words.hovering(labelOf(carried.over))} ${why}`.trim())
  }

  const carry = useCarry({
    columns,
    verdict: ({ card, over }: Carried) => toEngine(judge(card, over)),
    onDrop: ({ card, over }) => {
      const row = cardOf(card)
      if (row) mover.start(row, over)
    },
    onTell: tell,
  })

  // A gate that closes gives the focus back to its card, wherever the card is now.
  const isAsking = mover.gate !== null
  const wasAsking = useRef(false)
  useEffect(() => {
    if (wasAsking.current && !isAsking) setWantsFocus(true)
    wasAsking.current = isAsking
  }, [isAsking])

  const open = (row: Row) => {
    const column = data && findCard(data, row.id)?.column
    const ids = column?.cards.map((card) => card.id) ?? [row.id]
    leaveTrail(client, entity.name, ids, column?.count)
    openRecord(row.id, 'page')
  }
  /** True when the key was for the board. */
  const press = (row: Row, key: string): boolean => {
    if (carry.state.kind === 'carrying') return carry.key(key)
    if (canMove && key === ' ') {
      carry.lift(row.id, String(row[pipeline.field] ?? ''))
      return true
    }
    if (canMove && key.toLowerCase() === 'm') {
      setMenuRow(row)
      return true
    }
    const shape = columns.map((column) => ({
      key: column.key,
      cards: column.cards.map((card) => card.id),
      collapsed: collapsed.has(column.key),
    }))
    const next = nextCard(shape, row.id, key)
    if (next !== null) focusOn(next)
    return next !== null
  }

  const latest = useRef({ open, press })
  useEffect(() => {
    latest.current = { open, press }
  })
  const actions = useMemo<CardActions>(
    () => ({
      open: (row) => latest.current.open(row),
      openMenu: setMenuRow,
      focused: setFocusId,
      focusTaken: () => setWantsFocus(false),
      key: (row, event: KeyboardEvent) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        if (!latest.current.press(row, event.key)) return
        event.preventDefault()
        event.stopPropagation()
      },
    }),
    [],
  )

  useHotkey(
    { keys: 'j', label: words.keyCards, group: entity.labelPlural },
    () => setWantsFocus(true),
    columns.length > 0,
  )
  const hasMoves = canMove && columns.length > 0
  useHotkey({ keys: 'm', label: words.keyMove, group: entity.labelPlural }, cardHears, hasMoves)
  useHotkey({ keys: 'Space', label: words.keyLift, group: entity.labelPlural }, cardHears, hasMoves)
  const isKnown = focusId !== null && cardOf(focusId) !== null
  const first = columns.find((column) => !collapsed.has(column.key) && column.cards.length > 0)
  return {
    state: carry.state,
    mover,
    focusId: isKnown ? focusId : (first?.cards[0]?.id ?? null),
    wantsFocus,
    canMove,
    menuRow: menuRow && (cardOf(menuRow.id) ?? menuRow),
    closeMenu: () => setMenuRow(null),
    move: (row, stage) => mover.start(row, stage),
    verdict: (column) => (carry.state.kind === 'idle' ? null : judge(carry.state.card, column)),
    actions,
  }
}
