/** Keys of the screen, and the list the `?` sheet shows. Single letters are off inside inputs and when the person turns them off (WCAG 2.1.4). */
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

export interface Hotkey {
  /** "c", "?", "Escape", "mod+k", "g l" (one after the other). */
  keys: string
  /** Words for the sheet. */
  label: string
  /** Heading in the sheet. */
  group: string
  /** Also works inside inputs: "mod+Enter". Never for single letters. */
  whileTyping?: boolean
  /** Icon, for what the command palette offers too: it works wherever the focus is. */
  command?: string
}
/** Returning false means "not for me": the key keeps its own meaning. */
type Run = (event: KeyboardEvent) => boolean | void
interface Bound extends Hotkey {
  run: Run
}

let bound: readonly Bound[] = []
let pending = ''
let pendingTimer = 0
const listeners = new Set<() => void>()
const OFF = 'nexus.letter-keys'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio])') ||
    target.closest('[role=menu],[role=listbox]') !== null)

function comboOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  const alt = event.altKey ? 'alt+' : ''
  return mod + alt + (event.key.length === 1 ? event.key.toLowerCase() : event.key)
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const combo = comboOf(event)
  const letter = !combo.includes('+') && event.key.length === 1
  const typing = isTyping(event.target)
  if (letter && (typing || !areLettersOn())) return
  if (
    document.querySelector('[role=dialog][data-open]:not([data-slot=sheet]),[role=alertdialog]') &&
    letter
  )
    return
  const sequence = pending ? `${pending} ${combo}` : combo
  const hit =
    bound.findLast((item) => item.keys === sequence) ??
    bound.findLast((item) => item.keys === combo)
  pending = ''
  clearTimeout(pendingTimer)
  if (hit && (!typing || hit.whileTyping)) {
    if (hit.run(event) !== false) event.preventDefault()
  } else if (bound.some((item) => item.keys.startsWith(`${combo} `))) {
    pending = combo
    pendingTimer = window.setTimeout(() => {
      pending = ''
    }, 1000)
  }
}

function publish(next: readonly Bound[]): void {
  if (bound.length === 0 && next.length > 0) document.addEventListener('keydown', onKey)
  if (bound.length > 0 && next.length === 0) document.removeEventListener('keydown', onKey)
  bound = next
  for (const listener of listeners) listener()
}

export function useHotkey(hotkey: Hotkey, run: Run, enabled = true): void {
  const latest = useEffectEvent(run)
  const { keys, label, group, whileTyping, command } = hotkey
  useEffect(() => {
    if (!enabled) return
    const item: Bound = { keys, label, group, whileTyping, command, run: (event) => latest(event) }
    publish([...bound, item])
    return () => publish(bound.filter((other) => other !== item))
  }, [keys, label, group, whileTyping, command, enabled])
}

export function useHotkeyList(): readonly Hotkey[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => bound,
  )
}

/** Does what the keys do, for whoever chose it by name; the last on screen that has them. */
export function runHotkey(keys: string): void {
  const key = keys.split('+').at(-1) ?? keys
  bound.findLast((item) => item.keys === keys)?.run(new KeyboardEvent('keydown', { key }))
}

export function areLettersOn(): boolean {
  try {
    return localStorage.getItem(OFF) !== 'off'
  } catch {
    return true // storage is blocked: the default
  }
}
export function setLettersOn(on: boolean): void {
  try {
    if (on) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, 'off')
  } catch {
    return // storage is blocked: the default stays
  }
  for (const listener of listeners) listener()
}
