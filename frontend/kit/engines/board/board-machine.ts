/** Carrying a card over a board as states, for pointer and keyboard alike. Pure: screens feed events and draw the state. */

export interface Carried {
  card: string
  from: string
  /** Column under the card now. */
  over: string
}
export type BoardState =
  | { kind: 'idle' }
  | ({ kind: 'carrying'; by: 'pointer' | 'keyboard' } & Carried)
  /** Dropped where something is missing: a form is open, nothing has changed yet. */
  | ({ kind: 'asking' } & Carried)

export type BoardEvent =
  | { type: 'lift'; card: string; from: string; by: 'pointer' | 'keyboard' }
  | { type: 'over'; column: string }
  | { type: 'leave' }
  | { type: 'drop' }
  | { type: 'ask'; card: string; from: string; over: string }
  | { type: 'cancel' }
  | { type: 'settle' }

/** What a column answers to a card that wants in. */
export type Verdict =
  | { kind: 'free' }
  /** Reachable once these are filled: dropping asks for them. */
  | { kind: 'missing'; fields: readonly string[] }
  /** Not reachable from where the card is. */
  | { kind: 'refused' }

export const idle: BoardState = { kind: 'idle' }

export function boardStep(
  state: BoardState,
  event: BoardEvent,
  verdict: (over: Carried) => Verdict,
): BoardState {
  switch (event.type) {
    case 'lift':
      return state.kind === 'idle'
        ? { kind: 'carrying', by: event.by, card: event.card, from: event.from, over: event.from }
        : state
    case 'over':
      return state.kind === 'carrying' && state.over !== event.column
        ? { ...state, over: event.column }
        : state
    case 'leave':
      return state.kind === 'carrying' && state.by === 'pointer'
        ? { ...state, over: state.from }
        : state
    case 'drop': {
      if (state.kind !== 'carrying') return state
      const carried = { card: state.card, from: state.from, over: state.over }
      if (state.over === state.from || verdict(carried).kind !== 'missing') return idle
      return { kind: 'asking', ...carried }
    }
    case 'ask':
      return { kind: 'asking', card: event.card, from: event.from, over: event.over }
    case 'cancel':
    case 'settle':
      return idle
  }
}

/** What the drop of this state does: nothing, a move, or a form first. Read before `boardStep`. */
export function dropOf(
  state: BoardState,
  verdict: (over: Carried) => Verdict,
): 'nothing' | 'move' | 'ask' | 'refuse' {
  if (state.kind !== 'carrying' || state.over === state.from) return 'nothing'
  const answer = verdict(state).kind
  return answer === 'free' ? 'move' : answer === 'missing' ? 'ask' : 'refuse'
}
