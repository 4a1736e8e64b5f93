/** Which record is chosen: at once in the list, after a short pause beside it and in the address. What is not saved beside it is asked about first. */
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { type ViewProps } from '../contract'

const PAUSE = 160

/** Runs once nothing beside the list is on its way to the server: only then is it known whether it was taken. */
function whenSettled(pane: HTMLElement | null, run: () => void): () => void {
  if (!pane?.querySelector('[data-saving]')) {
    run()
    return () => undefined
  }
  const observer = new MutationObserver(() => {
    if (pane.isConnected && pane.querySelector('[data-saving]')) return
    observer.disconnect()
    run()
  })
  observer.observe(pane, { subtree: true, childList: true, attributeFilter: ['data-saving'] })
  return () => observer.disconnect()
}

export interface Choice {
  /** Marked in the list. */
  chosen: string | null
  /** Shown beside it. */
  shown: string | null
  choose: (id: string | null, isStep: boolean) => void
  /** A record with something not saved is about to be left. */
  isLeaving: boolean
  stay: () => void
  leave: () => void
}

export function useChoice(
  { state, setState }: Pick<ViewProps, 'state' | 'setState'>,
  first: string | null,
  pane: RefObject<HTMLElement | null>,
): Choice {
  const shown = state.record ?? first
  const [ahead, setAhead] = useState<{ id: string; from: string | null } | null>(null)
  const [asked, setAsked] = useState<{ id: string | null } | null>(null)
  const timer = useRef(0)
  const giveUp = useRef(() => undefined as void)
  // The address changed elsewhere meanwhile (back, a record that was created): it says what is chosen.
  const chosen = ahead && ahead.from === shown ? ahead.id : shown

  const go = useEffectEvent((id: string | null) => {
    setAhead(null)
    const isNew = state.record === undefined
    setState({ record: id ?? undefined }, { replace: !isNew || id === null })
  })
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      giveUp.current()
    },
    [],
  )
  useEffect(() => {
    if (!ahead) return
    timer.current = window.setTimeout(() => go(ahead.id), PAUSE)
    return () => clearTimeout(timer.current)
  }, [ahead])

  const isUnsaved = () => pane.current?.querySelector('[data-unsaved]') != null
  const warn = useEffectEvent((event: BeforeUnloadEvent) => {
    if (isUnsaved()) event.preventDefault()
  })
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => warn(event)
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [])

  const move = (id: string | null, isStep: boolean) => {
    clearTimeout(timer.current)
    if (id !== null && isStep) setAhead(id === shown ? null : { id, from: shown })
    else go(id)
  }
  return {
    chosen,
    shown,
    choose: (id, isStep) => {
      if (id === chosen && id !== null && state.record === id) return
      giveUp.current()
      giveUp.current = whenSettled(pane.current, () => {
        if (id !== shown && isUnsaved()) setAsked({ id })
        else move(id, isStep)
      })
    },
    isLeaving: asked !== null,
    stay: () => setAsked(null),
    leave: () => {
      setAsked(null)
      if (asked) move(asked.id, false)
    },
  }
}
