/** A board's answer as values: moving a card between columns with counts and sums, adding a page. Pure. */
import { centsOf, fromCents } from '../fields/money/money'
import { type KanbanColumn, type KanbanData, type Row, type WireKanbanData } from '../meta/wire'

/** The board as screens know it: the column of records without a value is called ''. */
export function boardOf(wire: WireKanbanData): KanbanData {
  return { ...wire, columns: wire.columns.map((one) => ({ ...one, key: one.key ?? '' })) }
}

export interface BoardPlace {
  /** Field the columns stand for. */
  field: string
  to: string
  /** Order of cards in a column; without it the card goes to the top. */
  compare?: (a: Row, b: Row) => number
}

export function findCard(data: KanbanData, id: string): { card: Row; column: KanbanColumn } | null {
  for (const column of data.columns) {
    const card = column.cards.find((one) => one.id === id)
    if (card) return { card, column }
  }
  return null
}

export function patchCards(data: KanbanData, id: string, patch: Partial<Row>): KanbanData {
  return {
    ...data,
    columns: data.columns.map((column) =>
      column.cards.some((card) => card.id === id)
        ? {
            ...column,
            cards: column.cards.map((card) =>
              card.id === id ? ({ ...card, ...patch } as Row) : card,
            ),
          }
        : column,
    ),
  }
}

const DECIMAL = /^-?\d+(\.\d{1,2})?$/

/** Sums follow the card; anything that is not a sum of exact decimals waits for the server. */
function withMeasures(column: KanbanColumn, card: Row, sign: 1n | -1n): KanbanColumn['measures'] {
  return Object.fromEntries(
    Object.entries(column.measures).map(([key, value]) => {
      const [fn, field = ''] = key.split(':')
      const amount = card[field]
      const known = typeof amount === 'string' && DECIMAL.test(amount) && DECIMAL.test(value ?? '0')
      return [
        key,
        fn === 'sum' && known ? fromCents(centsOf(value ?? '0') + sign * centsOf(amount)) : value,
      ]
    }),
  )
}

function placed(cards: Row[], card: Row, compare: BoardPlace['compare']): Row[] {
  const at = compare ? cards.findIndex((other) => compare(card, other) <= 0) : 0
  const index = at < 0 ? cards.length : at
  return [...cards.slice(0, index), card, ...cards.slice(index)]
}

export function moveCard(
  data: KanbanData,
  id: string,
  patch: Partial<Row>,
  { field, to, compare }: BoardPlace,
): KanbanData {
  const found = findCard(data, id)
  if (!found || !data.columns.some((column) => column.key === to)) return data
  if (found.column.key === to) return patchCards(data, id, patch)
  const card = { ...found.card, ...patch, [field]: to === '' ? null : to } as Row
  return {
    ...data,
    columns: data.columns.map((column): KanbanColumn => {
      if (column.key === found.column.key) {
        return {
          ...column,
          cards: column.cards.filter((one) => one.id !== id),
          count: {
            ...column.count,
            value: column.count.capped ? column.count.value : column.count.value - 1,
          },
          measures: withMeasures(column, found.card, -1n),
        }
      }
      if (column.key !== to) return column
      return {
        ...column,
        cards: placed(column.cards, card, compare),
        count: {
          ...column.count,
          value: column.count.capped ? column.count.value : column.count.value + 1,
        },
        measures: withMeasures(column, card, 1n),
      }
    }),
  }
}

/** The next page of one column, joined to what is there; a card that moved meanwhile is not shown twice. */
export function appendColumn(data: KanbanData, page: KanbanData): KanbanData {
  return {
    ...data,
    columns: data.columns.map((column) => {
      const next = page.columns.find((one) => one.key === column.key)
      if (!next) return column
      const known = new Set(data.columns.flatMap((one) => one.cards.map((card) => card.id)))
      return {
        ...column,
        page: next.page,
        cards: [...column.cards, ...next.cards.filter((card) => !known.has(card.id))],
      }
    }),
  }
}
