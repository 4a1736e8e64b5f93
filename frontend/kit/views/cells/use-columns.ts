/** The columns of a list or sheet: which and in which order is in the address, how wide each is in the view. */
import { useMemo } from 'react'
import { clampWidth, type GridColumn, movedTo } from '../../engines/grid/grid-columns'
import { columnOf } from '../../fields/field-column'
import { useLocale } from '../../i18n/locale-context'
import { type FieldPlan } from '../../meta/plan'
import { type Json } from '../../meta/wire'
import { type ViewProps } from '../contract'

export interface Columns {
  columns: readonly GridColumn[]
  fields: readonly FieldPlan[]
  resize: (column: GridColumn, width: number) => void
  /** As wide as the kind says again. */
  unsize: (column: GridColumn) => void
  move: (from: number, to: number) => void
  hide: (index: number) => void
}

function widthsOf(settings: { [key: string]: Json } | undefined): Record<string, number> {
  const kept = settings?.widths
  if (kept === null || typeof kept !== 'object' || Array.isArray(kept)) return {}
  const pairs = Object.entries(kept).filter(([, width]) => typeof width === 'number')
  return Object.fromEntries(pairs.map(([name, width]) => [name, clampWidth(Number(width))]))
}

export function useColumns(
  { entity, view, setState, patchView }: ViewProps,
  fields: readonly FieldPlan[],
): Columns {
  const { locale } = useLocale()
  const { settings } = view
  const columns = useMemo(() => {
    const widths = widthsOf(settings)
    return fields.map((field, index): GridColumn => {
      const isTitle = index === 0 || field.name === entity.title
      return { ...columnOf(field, locale, isTitle), fixed: widths[field.name] }
    })
  }, [fields, locale, entity.title, settings])

  const keep = (widths: Record<string, number>) => {
    const { widths: _, ...others } = settings ?? {}
    const isNone = Object.keys(widths).length === 0
    patchView({ settings: isNone ? others : { ...others, widths } })
  }
  const order = (names: readonly string[]) => setState({ columns: names.join(',') })
  const names = fields.map((field) => field.name)
  return {
    columns,
    fields,
    resize: (column, width) => keep({ ...widthsOf(settings), [column.key]: clampWidth(width) }),
    unsize: (column) => {
      const { [column.key]: _, ...others } = widthsOf(settings)
      keep(others)
    },
    move: (from, to) => order(movedTo(names, from, to)),
    hide: (index) => order(names.filter((_, at) => at !== index)),
  }
}
