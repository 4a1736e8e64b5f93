/** Carrying a card: the state machine fed by pointer drags and by keys, with the sentences that go with it. */
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useEffectEvent, useState } from 'react'
import { nextColumn } from '../../engines/board/board-focus'
import {
  type BoardEvent,
  type BoardState,
  boardStep,
  type Carried,
  dropOf,
  idle,
  type Verdict,
} from '../../engines/board/board-machine'
import { CARD } from './use-card-drag'

export interface CarryWiring {
  columns: readonly { key: string }[]
  verdict: (carried: Carried) => Verdict
  /** The drop that does something: a move, or the form of what is missing. */
  onDrop: (carried: Carried) => void
  onTell: (state: BoardState, what: 'lift' | 'over' | 'cancel') => void
}

export interface Carry {
  state: BoardState
  lift: (card: string, from: string) => void
  /** True when the key was for the carried card. */
  key: (key: string) => boolean
}

export function useCarry(wiring: CarryWiring): Carry {
  const [state, setState] = useState<BoardState>(idle)

  const feed = (event: BoardEvent): BoardState => {
    const next = boardStep(state, event, wiring.verdict)
    setState(next)
    return next
  }
  const drop = () => {
    const effect = dropOf(state, wiring.verdict)
    const carried = state.kind === 'carrying' ? state : null
    setState(idle)
    if (!carried) return
    if (effect === 'nothing') wiring.onTell(carried, 'cancel')
    else wiring.onDrop({ card: carried.card, from: carried.from, over: carried.over })
  }
  const onPointer = useEffectEvent((event: BoardEvent) => feed(event))
  const onPointerDrop = useEffectEvent((inside: boolean) => {
    if (inside) drop()
    else setState(idle)
  })
  useEffect(
    () =>
      combine(
        monitorForElements({
          canMonitor: ({ source }) => source.data.type === CARD,
          onDragStart: ({ source }) =>
            onPointer({
              type: 'lift',
              by: 'pointer',
              card: String(source.data.card),
              from: String(source.data.from),
            }),
          onDropTargetChange: ({ location }) => {
            const column = location.current.dropTargets[0]?.data.column
            onPointer(typeof column === 'string' ? { type: 'over', column } : { type: 'leave' })
          },
          onDrop: ({ location }) => onPointerDrop(location.current.dropTargets.length > 0),
        }),
      ),
    [],
  )
  return {
    state,
    lift: (card, from) => {
      const next = feed({ type: 'lift', by: 'keyboard', card, from })
      wiring.onTell(next, 'lift')
    },
    key: (key) => {
      if (state.kind !== 'carrying' || state.by !== 'keyboard') return false
      if (key === ' ' || key === 'Enter') drop()
      else if (key === 'Escape' || key === 'Tab') {
        setState(idle)
        wiring.onTell(state, 'cancel')
      } else {
        const column = nextColumn(wiring.columns, state.over, key)
        if (column) wiring.onTell(feed({ type: 'over', column }), 'over')
      }
      return true
    },
  }
}
