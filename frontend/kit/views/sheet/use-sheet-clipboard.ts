/** Copy and paste of cells: as text for spreadsheets, as values among sheets of the app. */
import { useQueryClient } from '@tanstack/react-query'
import { type ClipboardEvent } from 'react'
import { modelPlan } from '../../client/model'
import { columnsIn, type Rect, rowsIn } from '../../engines/grid/grid-range'
import { readTsv, writeTsv } from '../../engines/grid/tsv'
import { useLocale, useMessages } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { type Row } from '../../meta/wire'
import { toast } from '../../ui/toaster'
import { announce } from '../../ui/visually-hidden'
import { cellText, readCell } from './cell-text'
import { findTitles, isReference } from './find-titles'
import { type PasteCell, type PastePlan, pastePlan } from './paste-plan'
import { sheetMessages } from './sheet-messages'

/** Lines of one copy, paste or fill. */
export const LINES_MAX = 5000

interface Copied {
  text: string
  values: unknown[][]
  fields: readonly FieldPlan[]
}

/** Values besides the text, for a paste into a sheet of the same page. */
const clipboard: { copied: Copied | null } = { copied: null }

interface SheetClipboardOptions {
  fields: readonly FieldPlan[]
  rect: Rect
  /** The rows of the lines of a range; a promise where some are not here. */
  rowsOf: (rect: Rect) => (Row | undefined)[] | Promise<(Row | undefined)[]>
  onPaste: (
    plan: PastePlan,
    valueOf: (cell: PasteCell) => unknown,
    textOf: (cell: PasteCell) => string,
  ) => void
  onCut: () => void
}

function keep(copied: Copied): void {
  clipboard.copied = copied
}

/** Same kind of values: a stage of another pipeline is not, nor a record of another entity. */
const isAlike = (a: FieldPlan, b: FieldPlan) =>
  a.editor === b.editor &&
  (a.to ?? null) === (b.to ?? null) &&
  a.pipeline?.name === b.pipeline?.name &&
  a.options.map((option) => option.key).join() === b.options.map((option) => option.key).join()

export function useSheetClipboard({
  fields,
  rect,
  rowsOf,
  onPaste,
  onCut,
}: SheetClipboardOptions): (event: ClipboardEvent<HTMLElement>) => void {
  const client = useQueryClient()
  const context = useLocale()
  const words = useMessages(sheetMessages)

  const take = (rows: readonly (Row | undefined)[]): string => {
    const columns = fields.slice(rect.left, rect.right + 1)
    const values = rows.map((row) => columns.map((field) => row?.[field.name] ?? null))
    const text = writeTsv(values.map((line) => line.map((value, at) => textOf(value, columns[at]))))
    keep({ text, values, fields: columns })
    announce(words.copied(rowsIn(rect), columnsIn(rect)))
    return text
  }
  const textOf = (value: unknown, field: FieldPlan | undefined) =>
    field ? cellText(value, field, context) : ''

  const copy = (event: ClipboardEvent<HTMLElement>) => {
    event.preventDefault()
    if (rowsIn(rect) > LINES_MAX) {
      toast({ text: words.tooMany(LINES_MAX.toLocaleString(context.locale)), tone: 'bad' })
      return
    }
    const rows = rowsOf(rect)
    if (Array.isArray(rows)) {
      event.clipboardData.setData('text/plain', take(rows))
      return
    }
    announce(words.reading)
    rows
      .then((all) => navigator.clipboard.writeText(take(all)))
      .catch(() => toast({ text: words.readFailed, tone: 'bad' }))
  }

  async function valuesOf(
    texts: readonly string[][],
    plan: PastePlan,
    own: Copied | null,
  ): Promise<(cell: PasteCell) => unknown> {
    const model = modelPlan(client)
    const readers = new Map<string, (text: string) => unknown>()
    for (let at = plan.rect.left; at <= plan.rect.right; at += 1) {
      const field = fields[at]
      const from = (at - plan.rect.left) % (texts[0]?.length ?? 1)
      const source = own?.fields[from]
      if (!field || (source && isAlike(source, field)) || !isReference(field)) continue
      const target = model?.findEntity(field.to ?? 'member')
      const found = texts.map((line) => line[from] ?? '').filter((text) => text.trim() !== '')
      if (target) readers.set(field.name, await findTitles(found, field, target, context, words))
    }
    return ({ place, from }) => {
      const field = fields[place.column]
      if (!field) return null
      const source = own?.fields[from.column]
      if (own && source && isAlike(source, field)) return own.values[from.row]?.[from.column]
      const text = texts[from.row]?.[from.column] ?? ''
      const read = readers.get(field.name)
      return read && text.trim() !== '' ? read(text) : readCell(text, field, context)
    }
  }

  const paste = (event: ClipboardEvent<HTMLElement>) => {
    event.preventDefault()
    const text = event.clipboardData.getData('text/plain')
    if (text === '') return
    const texts = readTsv(text)
    const wide = Math.max(...texts.map((line) => line.length))
    const plan = pastePlan(texts.length, wide, rect, fields.length)
    if (rowsIn(plan.rect) > LINES_MAX) {
      toast({ text: words.tooMany(LINES_MAX.toLocaleString(context.locale)), tone: 'bad' })
      return
    }
    if (plan.cut > 0) toast({ text: words.cut(plan.cut) })
    const lines = texts.map((line) => [...line, ...Array(wide - line.length).fill('')])
    const { copied } = clipboard
    const own = copied?.text === text ? copied : null
    valuesOf(lines, plan, own)
      .then((valueOf) =>
        onPaste(plan, valueOf, ({ from }) => lines[from.row]?.[from.column]?.trim() ?? ''),
      )
      .catch(() => toast({ text: words.failed, tone: 'bad' }))
  }

  return (event) => {
    // Inside an editor the text is the editor's own.
    if (event.target !== event.currentTarget) return
    if (event.type === 'paste') return paste(event)
    copy(event)
    if (event.type === 'cut') onCut()
  }
}
