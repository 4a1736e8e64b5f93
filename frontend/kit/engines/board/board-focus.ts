/** Where an arrow key takes the focus on a board of columns of cards. Pure. */

export interface BoardColumnCards {
  key: string
  cards: readonly string[]
  /** Collapsed columns are stepped over. */
  collapsed: boolean
}

interface Spot {
  column: number
  card: number
}

function find(columns: readonly BoardColumnCards[], card: string): Spot | null {
  for (const [column, { cards }] of columns.entries()) {
    const index = cards.indexOf(card)
    if (index >= 0) return { column, card: index }
  }
  return null
}

/** The next card to focus; null when the key means nothing or there is nowhere to go. */
export function nextCard(
  columns: readonly BoardColumnCards[],
  current: string | null,
  key: string,
): string | null {
  const spot = current === null ? null : find(columns, current)
  if (!spot)
    return columns.find((column) => !column.collapsed && column.cards.length > 0)?.cards[0] ?? null
  const cards = columns[spot.column]?.cards ?? []
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return cards[Math.min(spot.card + 1, cards.length - 1)] ?? null
    case 'ArrowUp':
    case 'k':
      return cards[Math.max(spot.card - 1, 0)] ?? null
    case 'Home':
      return cards[0] ?? null
    case 'End':
      return cards.at(-1) ?? null
    case 'ArrowRight':
      return beside(columns, spot, 1)
    case 'ArrowLeft':
      return beside(columns, spot, -1)
    default:
      return null
  }
}

function beside(columns: readonly BoardColumnCards[], spot: Spot, step: 1 | -1): string | null {
  for (let index = spot.column + step; index >= 0 && index < columns.length; index += step) {
    const column = columns[index]
    if (column && !column.collapsed && column.cards.length > 0) {
      return column.cards[Math.min(spot.card, column.cards.length - 1)] ?? null
    }
  }
  return null
}

/** The column a carried card goes to with left and right; collapsed columns can be dropped on. */
export function nextColumn(
  columns: readonly { key: string }[],
  current: string,
  key: string,
): string | null {
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return null
  const index = columns.findIndex((column) => column.key === current)
  return columns[index + step]?.key ?? null
}
